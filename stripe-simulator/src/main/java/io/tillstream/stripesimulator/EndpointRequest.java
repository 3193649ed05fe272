package io.tillstream.stripesimulator;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tillstream.stripesimulator.WebhookEndpoint.Secret;
import io.tillstream.stripesimulator.WebhookEndpoint.Wish;

/// A webhook endpoint that is wanted.
record EndpointRequest(Wish wish) {

    static EndpointRequest parse(Map<String, Object> form) {
        var params = Params.of(form)
                .allowing(Set.of("api_version", "connect", "description", "enabled_events", "expand",
                        "metadata", "url"), Set.of());
        var url = url(params.requiredText("url"));
        var events = params.strings("enabled_events").values();
        if (events.isEmpty()) {
            throw new Refused(ApiError.missing("enabled_events"));
        }
        if (params.flag("connect")) {
            throw new Refused(ApiError.unsupported("connected accounts", "connect"));
        }
        return new EndpointRequest(new Wish(url, List.copyOf(events), params.text("description"), Metadata.of(params),
                params.text("api_version"), false));
    }

    private static URI url(String text) {
        try {
            return requireHttp(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new Refused(ApiError.invalid(400, "url_invalid", "Invalid URL: " + e.getMessage(), "url"));
        }
    }

    /// @throws IllegalArgumentException when nothing can be sent there
    static URI requireHttp(URI url) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "an explicit scheme (such as https) and a host must be provided, not " + url);
        }
        return url;
    }

    Outcome create(Moment moment, String account) {
        var names = moment.names();
        return Outcome.done(Change.of(new WebhookEndpoint(names.endpoint(), account, names.number(), moment.second(),
                wish, List.of(new Secret(names.signingSecret(), null)), false)));
    }
}
