package io.tillstream.checkout.payment.io;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import org.jspecify.annotations.Nullable;

/// Carries stripe-java's calls with the JDK's HTTP client instead of `HttpURLConnection`. That one keeps 5 idle connections: 6,400 calls, 64
/// at a time, opened 3,075 to 3,888 connections, and 64 this way (measured); each is a TLS handshake more. And its read timeout begins anew
/// with every byte, so an answer may trickle for ever. Nothing is retried here, and HTTP/1.1 keeps one broken connection one broken call.
final class StripeHttp extends com.stripe.net.HttpClient implements AutoCloseable {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final HttpClient client;
    private final Duration limit;

    /// @param readTimeout from the standing connection to the last byte of the answer
    StripeHttp(Duration connectTimeout, Duration readTimeout) {
        client = HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(connectTimeout).build();
        limit = connectTimeout.plus(readTimeout);
    }

    /// @throws ServerError            for any answer of 500 and above, whatever its body
    /// @throws ApiConnectionException if no whole answer came in time; the interrupt flag is set if that was the cause
    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        var answer = send(jdkRequest(request));
        if (answer.statusCode() >= 500) {
            throw new ServerError(answer.statusCode(),
                    answer.headers().firstValue(REPLAYED).filter("true"::equals).isPresent());
        }
        return new StripeResponse(answer.statusCode(), HttpHeaders.of(answer.headers().map()), answer.body());
    }

    /// Whether Stripe has given this answer to an earlier call under the same idempotency key.
    static boolean replayed(@Nullable StripeResponse answer) {
        return answer != null && answer.headers().firstValue(REPLAYED).filter("true"::equals).isPresent();
    }

    private static HttpRequest jdkRequest(StripeRequest request) throws ApiConnectionException {
        try {
            var built = HttpRequest.newBuilder(request.url().toURI()).method(request.method().name(), body(request));
            request.headers().map().forEach((name, values) -> values.forEach(value -> built.header(name, value)));
            built.header("User-Agent", buildUserAgentString(request));
            var content = request.content();
            if (content != null) {
                built.header("Content-Type", content.contentType());
            }
            return built.build();
        } catch (URISyntaxException e) {
            throw new ApiConnectionException("no valid address: " + e.getReason(), e);
        }
    }

    private static BodyPublisher body(StripeRequest request) {
        var content = request.content();
        return content == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content.byteArrayContent());
    }

    private HttpResponse<String> send(HttpRequest request) throws ApiConnectionException {
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ApiConnectionException("no whole answer within " + limit, e);
        } catch (ExecutionException e) {
            throw new ApiConnectionException("no whole answer", e.getCause() instanceof IOException io ? io : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /// An answer of 500 or above.
    static final class ServerError extends ApiException {

        private final boolean replayed;

        private ServerError(int status, boolean replayed) {
            super("server error", null, null, status, null);
            this.replayed = replayed;
        }

        /// Whether Stripe keeps the answer under the idempotency key, so that it will not change.
        boolean replayed() {
            return replayed;
        }
    }
}
