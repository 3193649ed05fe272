package io.tillstream.stripesimulator;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// What Stripe does not have: a look into the ledger, faults, and the buyer's part of an authentication.
final class Control implements HttpHandler {

    static final String PATH = "/_control";

    private static final System.Logger LOG = System.getLogger(Control.class.getName());
    private static final Pattern AUTHENTICATE = Pattern.compile("POST /payment_intents/([^/]+)/authenticate");
    private static final TypeReference<List<Faults.Rule>> RULES = new TypeReference<>() {
    };

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private enum Result {
        SUCCESS, FAILURE
    }

    private record Authentication(Result outcome) {}

    private record Reply(int status, Object body) {

        static Reply error(int status, String message) {
            return new Reply(status, Map.of("error", Map.of("message", message)));
        }
    }

    private final Ledger ledger;
    private final Faults faults;
    private final Writes writes;

    Control(Ledger ledger, Faults faults, Writes writes) {
        this.ledger = ledger;
        this.faults = faults;
        this.writes = writes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath().substring(PATH.length());
            Reply reply;
            try {
                reply = reply(request, exchange.getRequestBody());
            } catch (JacksonException e) {
                reply = Reply.error(400, "cannot read the request: " + e.getOriginalMessage());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, request + " failed", e);
                reply = Reply.error(500, "the simulator failed: " + e);
            }
            Json.send(exchange, reply.status(), Json.text(JSON.valueToTree(reply.body())));
        }
    }

    private Reply reply(String request, InputStream body) {
        return switch (request) {
            case "GET /health" -> new Reply(200, Map.of("status", "ok"));
            case "GET /ledger" -> new Reply(200,
                    Map.of("payment_intents", ledger.all().stream().map(LedgerRow::of).toList()));
            case "GET /faults" -> rules();
            case "POST /faults" -> {
                faults.add(JSON.readValue(body, RULES));
                yield rules();
            }
            case "DELETE /faults" -> {
                faults.clear();
                yield rules();
            }
            default -> authenticate(request, body);
        };
    }

    private Reply rules() {
        return new Reply(200, faults.remaining());
    }

    private Reply authenticate(String request, InputStream body) {
        var match = AUTHENTICATE.matcher(request);
        if (!match.matches()) {
            return Reply.error(404, "no such control: " + request);
        }
        var wanted = JSON.readValue(body, Authentication.class).outcome();
        if (wanted == null) {
            return Reply.error(400, "outcome is missing: success or failure");
        }
        var outcome = writes.authenticate(match.group(1), wanted == Result.SUCCESS);
        if (outcome == null || outcome.intent() == null) {
            return Reply.error(404, "no such payment_intent: " + match.group(1));
        }
        return !outcome.changed() && outcome.error() != null
                ? Reply.error(409, outcome.error().message())
                : new Reply(200, IntentJson.of(outcome.intent()));
    }
}
