package io.tillstream.api.redis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// The way to Redis. After a failure nobody asks it for a moment: a Redis that hangs must not slow every request down.
@Component
public class RedisGate {

    private static final Logger LOG = LoggerFactory.getLogger(RedisGate.class);
    private static final Duration REST = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final Clock clock;
    private final AtomicBoolean down = new AtomicBoolean();
    private volatile long restUntil;

    RedisGate(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /// Whether it is worth asking now.
    public boolean rests() {
        return clock.millis() < restUntil;
    }

    /// Runs a script on one key.
    ///
    /// @return its answer, a list of texts; nulls at the end are left out by Redis
    /// @throws DataAccessException if Redis does not answer
    public List<String> run(String script, String key, String... arguments) {
        return guarded(() -> {
            List<byte[]> answer = redis.execute((RedisCallback<List<byte[]>>) connection -> connection
                    .scriptingCommands().eval(bytes(script), ReturnType.MULTI, 1, all(key, List.of(arguments))));
            return answer == null ? List.of() : answer.stream().map(RedisGate::text).toList();
        });
    }

    /// Runs one script many times, in one round trip; its answers are dropped.
    ///
    /// @param calls keys, each with its arguments
    /// @throws DataAccessException if Redis did not take all of them
    public void runAll(String script, List<Call> calls) {
        guarded(() -> redis.executePipelined((RedisCallback<?>) connection -> {
            calls.forEach(call -> connection.scriptingCommands().eval(bytes(script), ReturnType.INTEGER, 1,
                    all(call.key(), call.arguments())));
            return null;
        }));
    }

    public record Call(String key, List<String> arguments) {}

    private static byte[][] all(String key, List<String> arguments) {
        var all = new byte[1 + arguments.size()][];
        all[0] = bytes(key);
        for (int i = 0; i < arguments.size(); i++) {
            all[i + 1] = bytes(arguments.get(i));
        }
        return all;
    }

    private <T> T guarded(Supplier<T> question) {
        try {
            var answer = question.get();
            if (down.compareAndSet(true, false)) {
                LOG.info("Redis answers again");
            }
            return answer;
        } catch (DataAccessException e) {
            restUntil = clock.millis() + REST.toMillis();
            if (down.compareAndSet(false, true)) {
                LOG.warn("Redis does not answer; it is done without until it does: {}", e.getMessage());
            }
            throw e;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
