package io.tillstream.stripesimulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Sends an event's bytes to a receiver.
final class Post implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(20);

    interface Signer {

        /// The value of `Stripe-Signature`.
        String sign(String payload);
    }

    private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(CONNECTING)
            .followRedirects(Redirect.NEVER).build();

    /// Whether the receiver took it: only 2xx says so.
    boolean to(URI url, String payload, Signer signer) {
        var request = HttpRequest.newBuilder(url).timeout(ANSWERING)
                .header("Content-Type", "application/json; charset=utf-8").header("Cache-Control", "no-cache")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", signer.sign(payload)).POST(BodyPublishers.ofString(payload)).build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException nobodyThere) {
            return false;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
