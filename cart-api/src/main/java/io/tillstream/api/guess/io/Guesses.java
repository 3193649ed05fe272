package io.tillstream.api.guess.io;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.tillstream.api.guess.Client;
import io.tillstream.api.guess.Windows;
import io.tillstream.api.guess.Windows.Count;
import io.tillstream.api.identity.Buyer;
import io.tillstream.api.problem.Problem;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.redis.RedisGate;
import io.tillstream.api.settings.ApiSettings;

/// Bounds how often one client may try codes and order numbers. Counted in Redis for all instances; in this one alone while Redis does not answer.
@Component
public class Guesses {

    private static final Logger LOG = LoggerFactory.getLogger(Guesses.class);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private static final String COUNT = """
            local tries = redis.call('INCR', KEYS[1])
            if tries == 1 then
              redis.call('PEXPIRE', KEYS[1], ARGV[1])
            end
            return {tostring(tries), tostring(redis.call('PTTL', KEYS[1]))}
            """;

    private final RedisGate redis;
    private final Clock clock;
    private final String secret;
    private final int most;
    private final Windows here = new Windows(WINDOW.toMillis());

    Guesses(RedisGate redis, Clock clock, ApiSettings settings) {
        this.redis = redis;
        this.clock = clock;
        this.secret = settings.key();
        this.most = settings.guessesPerClient();
    }

    /// @param address of the caller, as text
    /// @throws ProblemException `too_many_guesses`
    public void count(Buyer buyer, String address) {
        var count = counted(Client.of(secret, buyer.user(), network(address)));
        if (count.tries() > most) {
            long seconds = Math.max(1, Duration.ofMillis(count.ends()).toSeconds() + 1);
            throw new ProblemException(Problem.of(ProblemCode.TOO_MANY_GUESSES,
                    "Try again in " + seconds + " seconds"), Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    private Count counted(String client) {
        if (!redis.rests()) {
            try {
                var answer = redis.run(COUNT, "guesses:" + client, Long.toString(WINDOW.toMillis()));
                return new Count(Long.parseLong(answer.getFirst()), Long.parseLong(answer.get(1)));
            } catch (DataAccessException e) {
                LOG.debug("Guesses are counted here", e);
            }
        }
        return here.count(client, clock.millis());
    }

    /// Whoever has one IPv6 address has 2^64 of them.
    private static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes.length == IPV6_BYTES
                    ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)
                    : bytes);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
