package io.tillstream.stripesimulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Where events are sent.
///
/// @param account whose events; null is everybody's
/// @param created seconds since the epoch
/// @param secrets that sign what is sent, the newest first
/// @param deleted whether it is gone
record WebhookEndpoint(String id, @Nullable String account, long number, long created, Wish wish,
        List<Secret> secrets, boolean deleted) {

    static final String ALL = "*";

    /// @param events types, or `*` for all
    /// @param description null when the caller gave none
    /// @param version of the API; null is the account's
    /// @param configured whether it is the settings' wish; such a one goes when they no longer name it
    record Wish(URI url, List<String> events, @Nullable String description, Map<String, String> metadata,
            @Nullable String version, boolean configured) {}

    /// @param until milliseconds since the epoch; null is without end
    record Secret(String value, @Nullable Long until) {

        boolean valid(long now) {
            return until == null || now < until;
        }
    }

    boolean wants(Event event) {
        return !deleted && (account == null || account.equals(event.account()))
                && (wish.events().contains(ALL) || wish.events().contains(event.type()));
    }

    String newestSecret() {
        return secrets.getFirst().value();
    }

    /// Whether it is the one that these settings ask for; its secret may have been rolled since.
    boolean is(Settings.Webhook webhook) {
        return wish.configured() && wish.url().equals(webhook.url())
                && secrets.getLast().value().equals(webhook.secret());
    }

    /// @param until when the present secrets end, milliseconds since the epoch
    WebhookEndpoint rolled(String secret, long until) {
        var all = new ArrayList<Secret>();
        all.add(new Secret(secret, null));
        secrets.forEach(old -> all.add(new Secret(old.value(), old.until() == null ? until : old.until())));
        return new WebhookEndpoint(id, account, number, created, wish, List.copyOf(all), deleted);
    }

    WebhookEndpoint gone() {
        return new WebhookEndpoint(id, account, number, created, wish, secrets, true);
    }
}
