package io.tillstream.stripesimulator;

import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.stripesimulator.http.Manner;
import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;

/// What Stripe does not have: a look into the ledger, faults, the clock, and the parts of buyers and banks.
final class Control implements Function<Request, Response> {

    static final String PATH = "/_control";
    static final String AUTHENTICATION_PAGE = PATH + "/3d_secure";

    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    private static final ObjectWriter WRITER = JSON.writer().with(Json.printer())
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private static final System.Logger LOG = System.getLogger(Control.class.getName());

    /// One thing that can be asked of the control API.
    interface Action {

        /// @param id of the object in the path; empty when the path names none
        /// @throws IllegalArgumentException for a request that cannot be meant
        Response act(Request request, String id);
    }

    private record Entry(Pattern request, Action action) {}

    private final List<Entry> entries;

    /// @param actions by method and path, `{id}` for an id
    Control(List<Map<String, Action>> actions) {
        entries = actions.stream().flatMap(some -> some.entrySet().stream())
                .map(each -> new Entry(Pattern.compile(each.getKey().replace("{id}", "([^/]+)")), each.getValue()))
                .toList();
    }

    @Override
    public Response apply(Request request) {
        var asked = request.method() + " " + request.path().substring(PATH.length());
        try {
            return answer(request, asked);
        } catch (JacksonException e) {
            return error(400, "cannot read the request: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, asked + " failed", e);
            return error(500, "the simulator failed: " + e);
        }
    }

    private Response answer(Request request, String asked) {
        for (var entry : entries) {
            var match = entry.request().matcher(asked);
            if (match.matches()) {
                return entry.action().act(request, match.groupCount() == 0 ? "" : match.group(1));
            }
        }
        return error(404, "no such control: " + asked);
    }

    static Response reply(Object body) {
        return Response.json(200, Map.of(), WRITER.writeValueAsString(body) + '\n');
    }

    /// The same for what may be long.
    ///
    /// @param body an [Iterable] in it is asked while it is sent
    static Response stream(Object body) {
        return Response.json(200, Map.of(), "").in(new Manner.Streamed(out -> {
            WRITER.writeValue(out, body);
            out.write('\n');
        }));
    }

    static Response error(int status, String message) {
        return Response.json(status, Map.of(),
                Json.text(Map.of("error", Map.of("message", message))));
    }
}
