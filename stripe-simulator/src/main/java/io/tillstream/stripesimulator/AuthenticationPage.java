package io.tillstream.stripesimulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.tillstream.stripesimulator.Control.Action;
import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;

/// The page of the buyer's bank, where he proves who he is, or does not.
record AuthenticationPage(Store store, Transitions transitions) {

    private static final String OVER = "<p>There is nothing to authenticate here. You may close this page.</p>";

    Map<String, Action> actions() {
        return Map.of("GET /3d_secure/{id}", this::show, "POST /3d_secure/{id}", this::finish);
    }

    private Response show(Request request, String id) {
        var intent = intent(request, id);
        if (intent.status() != Status.REQUIRES_ACTION) {
            return page(200, OVER);
        }
        return page(200, """
                <p>The simulator's bank asks: do you want to pay %s %s?</p>
                <form method="post">
                <button name="outcome" value="success">Complete authentication</button>
                <button name="outcome" value="failure">Fail authentication</button>
                </form>
                """.formatted(Currencies.price(intent.terms().amount(), intent.terms().currency()),
                intent.terms().currency()));
    }

    private static Response page(int status, String content) {
        return Response.html(status, """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>3D Secure test page</title>
                <body style="font-family: sans-serif; max-width: 30rem; margin: 3rem auto">
                <h1>3D Secure test page</h1>
                """ + content);
    }

    private Response finish(Request request, String id) {
        var intent = intent(request, id);
        var outcome = transitions.authenticate(id, "success".equals(Form.parse(request.text()).get("outcome")));
        if (outcome == null || !outcome.changed()) {
            return page(409, OVER);
        }
        var action = intent.progress().action();
        return action == null || action.returnUrl() == null
                ? page(200, "<p>Done. You may close this page.</p>")
                : Response.empty(303, Map.of("Location", back(action.returnUrl(), intent, outcome)));
    }

    private static String back(String returnUrl, PaymentIntent intent, Outcome outcome) {
        return "%s%spayment_intent=%s&payment_intent_client_secret=%s&redirect_status=%s".formatted(returnUrl,
                returnUrl.contains("?") ? "&" : "?", encoded(intent.id()), encoded(intent.clientSecret()),
                outcome.error() == null && outcome.change().charge() != null ? "succeeded" : "failed");
    }

    /// @throws IllegalArgumentException when the caller does not know the client secret
    private PaymentIntent intent(Request request, String id) {
        var held = store.ledger().find(id);
        if (held == null || !held.intent().clientSecret().equals(Form.parse(request.query()).get("client_secret"))) {
            throw new IllegalArgumentException("no such payment_intent with this client_secret: " + id);
        }
        return held.intent();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
