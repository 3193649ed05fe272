package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a test does at the simulated Stripe: as whoever rules it, and as a buyer.
final class StripeControl {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI stripe;

    StripeControl(URI stripe) {
        this.stripe = stripe;
    }

    /// @return body of the answer, which is 200
    String send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(stripe + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// @param on operation of Stripe, such as `create`
    void fault(String on, String kind, int times, @Nullable Integer value) {
        send("POST", "/_control/faults", "[{\"on\":\"%s\",\"kind\":\"%s\",\"times\":%d%s}]".formatted(on, kind, times,
                value == null ? "" : ",\"value\":" + value));
    }

    boolean faultsAreUsedUp() {
        return JsonMapper.shared().readTree(send("GET", "/_control/faults", "")).isEmpty();
    }

    /// All events of Stripe go there from now on.
    void webhooksTo(URI url, String secret) {
        send("POST", "/_control/webhook_endpoints", "{\"url\":\"%s\",\"secret\":\"%s\"}".formatted(url, secret));
    }

    /// The buyer's part of 3-D Secure.
    void authenticate(String intent, String outcome) {
        send("POST", "/_control/payment_intents/" + intent + "/authenticate",
                "{\"outcome\":\"%s\"}".formatted(outcome));
    }

    /// The buyer pays in the storefront's form.
    ///
    /// @param card number
    /// @return whether the card was taken
    boolean buyerConfirms(String intent, String clientSecret, String card) {
        var form = Map.of("client_secret", clientSecret, "payment_method_data[type]", "card",
                "payment_method_data[card][number]", card, "payment_method_data[card][exp_month]", "12",
                "payment_method_data[card][exp_year]", "2040", "payment_method_data[card][cvc]", "123", "return_url",
                "https://shop.example/");
        var body = form.entrySet().stream().map(each -> each.getKey() + "="
                + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        try {
            var request = HttpRequest.newBuilder(URI.create(stripe + "/v1/payment_intents/" + intent + "/confirm"))
                    .header("Authorization", "Bearer pk_test_shop")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException _) {
            return false; // Stripe misbehaves for buyers too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Header `Stripe-Signature` of a webhook that is sent now.
    static String signature(String body, String secret) {
        try {
            long at = Instant.now().getEpochSecond();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "t=%d,v1=%s".formatted(at, HexFormat.of()
                    .formatHex(mac.doFinal("%d.%s".formatted(at, body).getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    List<JsonNode> paymentIntents() {
        var all = new ArrayList<JsonNode>();
        JsonMapper.shared().readTree(send("GET", "/_control/ledger", "")).get("payment_intents").forEach(all::add);
        return all;
    }

    /// Of one cart.
    List<JsonNode> paymentIntents(String cart) {
        return paymentIntents().stream()
                .filter(intent -> intent.get("metadata").path("cart_id").asString("").equals(cart)).toList();
    }
}
