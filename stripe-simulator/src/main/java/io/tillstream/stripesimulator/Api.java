package io.tillstream.stripesimulator;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Call.Origin;
import io.tillstream.stripesimulator.Fault.Kind;

/// Stripe's HTTP face: lets a request in, has it executed, and answers.
final class Api implements HttpHandler {

    /// The version that is answered when the caller names none.
    static final String API_VERSION = "2026-07-29.dahlia";

    private static final System.Logger LOG = System.getLogger(Api.class.getName());
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_KEY = 255;

    private final Ids ids;
    private final InstantSource clock;
    private final ApiKeys apiKeys;
    private final RateLimit rateLimit;
    private final Faults faults;
    private final Writes writes;
    private final Reads reads;

    Api(Settings settings, Store store, Faults faults, Writes writes) {
        ids = store.ids();
        clock = settings.clock();
        apiKeys = new ApiKeys(settings.apiKeys());
        rateLimit = new RateLimit(settings.requestsPerSecond(), clock);
        this.faults = faults;
        this.writes = writes;
        reads = new Reads(store.ledger());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var origin = new Origin(ids.request(), clock.millis(), exchange.getRequestURI().getPath());
            Answer answer;
            Fault fault = Fault.NONE;
            try {
                var call = admit(exchange, origin);
                fault = call.fault();
                answer = answer(call);
            } catch (Refused e) {
                answer = Answer.failed(e.error(), origin);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "request " + origin.requestId() + " failed", e);
                answer = Answer.failed(ApiError.internal(), origin);
            }
            if (fault.is(Kind.TIMEOUT_AFTER_SUCCESS)) {
                fault.await();
            } else {
                send(exchange, origin, answer);
            }
        }
    }

    private Call admit(HttpExchange exchange, Origin origin) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        var account = apiKeys.account(header(exchange, "Authorization"));
        if (!rateLimit.admits()) {
            throw new Refused(ApiError.rateLimited());
        }
        var method = exchange.getRequestMethod();
        var route = Route.find(method, origin.path());
        if (route == null) {
            throw new Refused(unrecognized(method, origin.path()));
        }
        var parameters = parameters(exchange, body);
        var key = method.equals("POST") ? key(exchange) : null;
        var fault = faults.next(route.operation());
        if (fault.is(Kind.ERROR_429)) {
            throw new Refused(ApiError.rateLimited());
        }
        if (fault.is(Kind.ERROR_409)) {
            throw new Refused(ApiError.keyInUse(key == null ? "(none)" : key));
        }
        return new Call(origin, account, route, parameters, key == null ? null : Call.Key.of(key, parameters), fault);
    }

    private Answer answer(Call call) {
        return switch (call.route().operation()) {
            case CREATE, CONFIRM, CANCEL -> writes.answer(call);
            case RETRIEVE, LIST, RETRIEVE_CHARGE, LIST_CHARGES -> read(call);
        };
    }

    private Answer read(Call call) {
        if (call.fault().is(Kind.ERROR_500)) {
            throw new Refused(ApiError.internal());
        }
        if (call.fault().is(Kind.DELAY_MS)) {
            call.fault().await();
        }
        return Answer.ok(switch (call.route().operation()) {
            case RETRIEVE -> reads.intent(call);
            case LIST -> reads.intents(call);
            case RETRIEVE_CHARGE -> reads.charge(call);
            case LIST_CHARGES -> reads.charges(call);
            case CREATE, CONFIRM, CANCEL -> throw new IllegalArgumentException(call.route() + " is no read");
        });
    }

    private static Map<String, Object> parameters(HttpExchange exchange, byte[] body) {
        if (body.length > MAX_BODY) {
            throw new Refused(
                    ApiError.invalid(413, null, "Request body is larger than %d bytes".formatted(MAX_BODY), null));
        }
        var type = header(exchange, "Content-Type");
        if (type != null && type.startsWith("application/json")) {
            throw new Refused(ApiError.invalid(400, null, "Invalid request (check that your POST content type is "
                    + "application/x-www-form-urlencoded). If you have any questions, we can help at "
                    + "https://support.stripe.com/.", null));
        }
        var query = exchange.getRequestURI().getRawQuery();
        return Form.parse(new String(body, StandardCharsets.UTF_8) + (query == null ? "" : "&" + query));
    }

    private static @Nullable String key(HttpExchange exchange) {
        var key = header(exchange, "Idempotency-Key");
        if (key != null && key.length() > MAX_KEY) {
            throw new Refused(ApiError.invalid(400, null, "Idempotency keys can be up to %d characters long, but yours "
                    .formatted(MAX_KEY) + "has %d.".formatted(key.length()), null));
        }
        return key == null || key.isEmpty() ? null : key;
    }

    private static ApiError unrecognized(String method, String path) {
        return ApiError.invalid(404, null,
                "Unrecognized request URL (%s: %s). Please see https://stripe.com/docs or we "
                        .formatted(method, path) + "can help at https://support.stripe.com/.",
                null);
    }

    private static void send(HttpExchange exchange, Origin origin, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-cache, no-store");
        headers.set("Request-Id", origin.requestId());
        var version = header(exchange, "Stripe-Version");
        headers.set("Stripe-Version", version == null ? API_VERSION : version);
        var key = header(exchange, "Idempotency-Key");
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
        if (answer.status() == 401) {
            headers.set("WWW-Authenticate", "Basic realm=\"Stripe\"");
        }
        answer.headers().forEach(headers::set);
        Json.send(exchange, answer.status(), answer.body());
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
