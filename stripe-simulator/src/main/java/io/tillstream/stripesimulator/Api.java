package io.tillstream.stripesimulator;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Call.Asked;
import io.tillstream.stripesimulator.Call.Caller;
import io.tillstream.stripesimulator.Call.Origin;
import io.tillstream.stripesimulator.Fault.Kind;
import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;

/// Stripe's HTTP face: lets a request in, has it executed, and answers.
final class Api implements Function<Request, Response> {

    /// The version that is answered when the caller names none.
    static final String VERSION = "2026-07-29.dahlia";

    private static final System.Logger LOG = System.getLogger(Api.class.getName());
    private static final Pattern VERSIONS = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d(\\.[a-z]+)?");
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_KEY = 255;

    private final Store store;
    private final ApiKeys apiKeys;
    private final RateLimit rateLimit;
    private final Faults faults;
    private final FaultPlan plan;
    private final Writes writes;
    private final Reads reads;

    Api(Settings settings, Store store, Faults faults, FaultPlan plan, Writes writes) {
        this.store = store;
        apiKeys = new ApiKeys(settings.apiKeys());
        // its second is a real one, also while the virtual clock stands
        rateLimit = new RateLimit(settings.requestsPerSecond(), store.clock().base());
        this.faults = faults;
        this.plan = plan;
        this.writes = writes;
        reads = new Reads(store);
    }

    @Override
    public Response apply(Request request) {
        if (request.method().equals("OPTIONS")) {
            return Response.empty(200, new TreeMap<>(CrossOrigin.PREFLIGHT));
        }
        var origin = new Origin(store.ids().request(), store.clock().millis(), request.path());
        Answer answer;
        var fault = Fault.NONE;
        try {
            var call = admit(request, origin);
            fault = call.fault();
            answer = fault.is(Kind.RESET_BEFORE) ? Answer.failed(ApiError.internal(), origin) : answer(call);
        } catch (Refused e) {
            answer = Answer.failed(e.error(), origin);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "request " + origin.requestId() + " failed", e);
            answer = Answer.failed(ApiError.internal(), origin);
        }
        return response(request, origin, answer).in(fault.manner());
    }

    private Call admit(Request request, Origin origin) {
        var asked = Asked.of(parameters(request));
        var holder = apiKeys.holder(request.header("Authorization"),
                asked.parameters().get("key") instanceof String inForm ? inForm : null);
        if (!rateLimit.admits()) {
            throw new Refused(ApiError.rateLimited());
        }
        var caller = new Caller(holder.account(), holder.buyer(), version(request));
        var route = Route.find(request.method(), origin.path());
        if (route == null) {
            throw new Refused(unrecognized(request.method(), origin.path()));
        }
        if (caller.buyer() && !route.operation().forBuyers()) {
            throw new Refused(ApiError.secretKeyRequired());
        }
        var key = request.method().equals("POST") ? key(request) : null;
        return new Call(origin, caller, route, asked, key, fault(route, origin, asked, key));
    }

    private Fault fault(Route route, Origin origin, Asked asked, @Nullable String key) {
        var announced = faults.next(route.operation());
        var fault = announced != null
                ? announced
                : plan.next(route.operation(), origin.path(), asked.fingerprint());
        if (fault.is(Kind.ERROR_429)) {
            throw new Refused(ApiError.rateLimited());
        }
        if (fault.is(Kind.ERROR_409)) {
            throw new Refused(ApiError.keyInUse(key == null ? "(none)" : key));
        }
        return fault;
    }

    private Answer answer(Call call) {
        return switch (call.route().operation()) {
            case Operation.Write write -> writes.answer(call, write);
            case Operation.Read read -> read(call, read);
        };
    }

    private Answer read(Call call, Operation.Read operation) {
        if (call.fault().is(Kind.ERROR_500) || call.fault().is(Kind.ERROR_500_AFTER_SUCCESS)) {
            throw new Refused(ApiError.internal());
        }
        if (call.fault().is(Kind.DELAY_MS)) {
            call.fault().await();
        }
        return Answer.ok(reads.answer(call, operation));
    }

    private static String version(Request request) {
        var version = request.header("Stripe-Version");
        if (version != null && !VERSIONS.matcher(version).matches()) {
            throw new Refused(ApiError.invalid(400, null, "Invalid Stripe API version: " + version, null));
        }
        return version == null ? VERSION : version;
    }

    private static Map<String, Object> parameters(Request request) {
        if (request.body().length > MAX_BODY) {
            throw new Refused(
                    ApiError.invalid(413, null, "Request body is larger than %d bytes".formatted(MAX_BODY), null));
        }
        var type = request.header("Content-Type");
        if (type != null && type.startsWith("application/json")) {
            throw new Refused(ApiError.invalid(400, null, "Invalid request (check that your POST content type is "
                    + "application/x-www-form-urlencoded). If you have any questions, we can help at "
                    + "https://support.stripe.com/.", null));
        }
        return Form.parse(request.text() + (request.query().isEmpty() ? "" : "&" + request.query()));
    }

    private static @Nullable String key(Request request) {
        var key = request.header("Idempotency-Key");
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

    private static Response response(Request request, Origin origin, Answer answer) {
        var headers = new TreeMap<>(CrossOrigin.ANSWER);
        headers.put("Cache-Control", "no-cache, no-store");
        headers.put("Request-Id", origin.requestId());
        var version = request.header("Stripe-Version");
        headers.put("Stripe-Version", version == null ? VERSION : version);
        var key = request.header("Idempotency-Key");
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        if (answer.status() == 401) {
            headers.put("WWW-Authenticate", "Basic realm=\"Stripe\"");
        }
        headers.putAll(answer.headers());
        return Response.json(answer.status(), headers, answer.body());
    }
}
