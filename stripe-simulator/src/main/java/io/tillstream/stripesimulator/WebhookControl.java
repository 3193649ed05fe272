package io.tillstream.stripesimulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Control.Action;
import io.tillstream.stripesimulator.WebhookEndpoint.Secret;
import io.tillstream.stripesimulator.WebhookEndpoint.Wish;
import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;

/// Webhook endpoints without an API key, their secrets, and how deliveries go.
record WebhookControl(Store store, Courier courier) {

    /// @param enabledEvents null is all
    /// @param secret that signs; null is a new one
    /// @param apiKey whose events; null is everybody's
    record Wanted(URI url, @Nullable List<String> enabledEvents, @Nullable String secret, @Nullable String apiKey) {

        /// @throws IllegalArgumentException when nothing can be sent to the URL
        Wanted {
            if (url == null) {
                throw new IllegalArgumentException("url is missing");
            }
            EndpointRequest.requireHttp(url);
        }
    }

    /// @param secret the new one; null makes one
    /// @param keepOldFor how long the old ones sign too; null is a day
    private record Roll(@Nullable String secret, @Nullable Duration keepOldFor) {

        /// @throws IllegalArgumentException for what cannot be meant
        Roll {
            if (keepOldFor != null && keepOldFor.isNegative()) {
                throw new IllegalArgumentException("keep_old_for must not be negative, but is " + keepOldFor);
            }
        }
    }

    /// @param account null is everybody
    private record Shown(String id, @Nullable String account, URI url, List<String> enabledEvents,
            List<String> secrets) {}

    Map<String, Action> actions() {
        return Map.of("GET /webhook_endpoints",
                (_, _) -> Control.reply(store.endpoints().all().stream().map(this::shown).toList()),
                "POST /webhook_endpoints",
                (request, _) -> Control.reply(shown(add(Control.JSON.readValue(request.body(), Wanted.class), false))),
                "POST /webhook_endpoints/{id}/roll", this::roll, "DELETE /webhook_endpoints/{id}",
                (_, id) -> Control.reply(shown(change(id, WebhookEndpoint::gone))), "GET /webhook_plan",
                (_, _) -> Control.reply(courier.plan()), "POST /webhook_plan",
                (request, _) -> planned(Control.JSON.readValue(request.body(), WebhookPlan.class)),
                "DELETE /webhook_plan", (_, _) -> planned(WebhookPlan.USUAL), "GET /deliveries",
                (_, _) -> Control.reply(courier.tally()));
    }

    /// Takes on what is not there yet, and withdraws what the journal knows from settings that were other.
    void configure(List<Settings.Webhook> webhooks) {
        for (var endpoint : store.endpoints().all()) {
            if (endpoint.wish().configured() && webhooks.stream().noneMatch(endpoint::is)) {
                change(endpoint.id(), WebhookEndpoint::gone);
            }
        }
        for (var webhook : webhooks) {
            if (store.endpoints().all().stream().noneMatch(endpoint -> endpoint.is(webhook))) {
                add(new Wanted(webhook.url(), null, webhook.secret(), null), true);
            }
        }
    }

    private WebhookEndpoint add(Wanted wanted, boolean configured) {
        var account = wanted.apiKey() == null ? null : Ids.account(wanted.apiKey());
        var moment = moment("webhook_endpoint", wanted.url().toString());
        var names = moment.names();
        var secret = wanted.secret() == null ? names.signingSecret() : wanted.secret();
        var wish = new Wish(wanted.url(),
                wanted.enabledEvents() == null ? List.of(WebhookEndpoint.ALL) : wanted.enabledEvents(), null, Map.of(),
                null, configured);
        var endpoint = new WebhookEndpoint(names.endpoint(), account, names.number(), moment.second(), wish,
                List.of(new Secret(secret, null)), false);
        store.commit(Outcome.done(Change.of(endpoint)), moment.cause(), null);
        return endpoint;
    }

    private Response roll(Request request, String id) {
        var roll = request.body().length == 0
                ? new Roll(null, null)
                : Control.JSON.readValue(request.body(), Roll.class);
        var moment = moment("roll", id);
        var keep = roll.keepOldFor() == null ? Duration.ofDays(1) : roll.keepOldFor();
        var secret = roll.secret() == null ? moment.names().signingSecret() : roll.secret();
        long until = moment.cause().at() + keep.toMillis();
        return Control.reply(shown(change(id, endpoint -> endpoint.rolled(secret, until))));
    }

    private WebhookEndpoint change(String id, UnaryOperator<WebhookEndpoint> step) {
        synchronized (store.endpoints()) {
            var after = step.apply(endpoint(id));
            store.commit(Outcome.done(Change.of(after)), moment("change", id).cause(), null);
            return after;
        }
    }

    private Response planned(WebhookPlan plan) {
        courier.set(plan);
        return Control.reply(plan);
    }

    private WebhookEndpoint endpoint(String id) {
        var endpoint = store.endpoints().find(id);
        if (endpoint == null) {
            throw new IllegalArgumentException("no such webhook endpoint: " + id);
        }
        return endpoint;
    }

    private Moment moment(String why, String what) {
        long root = store.ids().rootOfNew(why, what);
        return new Moment(new Cause(store.clock().millis(), root, null, null), store.ids().names(root));
    }

    private Shown shown(WebhookEndpoint endpoint) {
        long now = store.clock().millis();
        return new Shown(endpoint.id(), endpoint.account(), endpoint.wish().url(), endpoint.wish().events(),
                endpoint.secrets().stream().filter(secret -> secret.valid(now)).map(Secret::value).toList());
    }
}
