package io.tillstream.api.view.io;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

import io.tillstream.api.json.Json;
import io.tillstream.api.redis.RedisGate;
import io.tillstream.api.view.CartView;

/// Carts in Redis: hash `cart:{id}` with version `v`, document `doc` and epoch `e`. Redis itself compares versions, so that no writer, however late,
/// replaces a cart by an older one.
///
/// A Redis that comes back with less than it had, from an old snapshot or as another node, would show old carts for weeks: their events were read
/// already. So a cart is believed only in the epoch in which it was written, which is one life of one Redis process, and the form of its document. What
/// is not believed is read from PostgreSQL and written anew.
@Component
class CartCache {

    private static final Logger LOG = LoggerFactory.getLogger(CartCache.class);
    private static final Duration GUEST = Duration.ofDays(30);
    private static final Duration USER = Duration.ofHours(24);
    private static final Duration OFFERED = Duration.ofMinutes(5);
    /// Goes up when documents change their form.
    private static final String FORM = "2";
    private static final String ANY_EPOCH = "";

    private static final String EPOCH = """
            local epoch = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') .. ':' .. ARGV[1]
            """;

    private static final String FIND = EPOCH + """
            local known = redis.call('HMGET', KEYS[1], 'e', 'doc')
            if known[1] == epoch then
              return {epoch, known[2]}
            end
            return {epoch}
            """;

    /// Versions are compared as numbers of up to 2^53, more than any cart has changes.
    private static final String PUT_IF_NEWER = EPOCH + """
            if ARGV[2] ~= '' and ARGV[2] ~= epoch then
              return 0
            end
            local known = redis.call('HMGET', KEYS[1], 'v', 'e')
            local before = tonumber(known[1] or '-1')
            local version = tonumber(ARGV[3])
            if before > version or (before == version and known[2] == epoch) then
              return 0
            end
            redis.call('HSET', KEYS[1], 'v', ARGV[3], 'e', epoch, 'doc', ARGV[4])
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            return 1
            """;

    private final RedisGate redis;
    private final Clock clock;

    CartCache(RedisGate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /// What one look at Redis found.
    ///
    /// @param epoch in which it was found, or missed; null: Redis does not answer
    record Look(@Nullable String epoch, @Nullable CartView cart) {}

    Look look(UUID cart) {
        if (redis.rests()) {
            return new Look(null, null);
        }
        try {
            var found = redis.run(FIND, key(cart), FORM);
            return new Look(found.getFirst(), found.size() < 2 ? null : read(found.get(1)));
        } catch (DataAccessException e) {
            LOG.debug("Cart {} not looked up", cart, e);
            return new Look(null, null);
        }
    }

    private static @Nullable CartView read(String document) {
        try {
            return Json.reader().readValue(document, CartView.class);
        } catch (JacksonException e) {
            LOG.warn("A cart in Redis cannot be read: {}", e.getOriginalMessage());
            return null;
        }
    }

    /// Puts what a reader found elsewhere, if Redis is still the one that was looked at before: what was read then may be old by now, and
    /// a Redis that has begun anew does not know that. Nor does one that has evicted a newer one meanwhile, so what is offered is soon read again. Not
    /// worth a failure.
    void offer(CartView cart, Look before) {
        var epoch = before.epoch();
        if (epoch != null && !redis.rests()) {
            try {
                redis.runAll(PUT_IF_NEWER, List.of(call(cart, epoch, offered(cart, clock.instant()))));
            } catch (DataAccessException e) {
                LOG.debug("Cart {} not cached", cart.cartId(), e);
            }
        }
    }

    /// Puts carts in one round trip, each unless Redis has it in this version or a newer one.
    ///
    /// @throws DataAccessException if Redis did not take all of them
    void put(Collection<CartView> carts) {
        var now = clock.instant();
        redis.runAll(PUT_IF_NEWER, carts.stream().map(cart -> call(cart, ANY_EPOCH, kept(cart, now))).toList());
    }

    private static RedisGate.Call call(CartView cart, String epoch, long kept) {
        return new RedisGate.Call(key(cart.cartId()), List.of(FORM, epoch, Long.toString(cart.version()), cart.json(),
                Long.toString(kept)));
    }

    /// Milliseconds. At least one: it is written even if it has expired, because what was there before goes with it.
    static long kept(CartView cart, Instant now) {
        var longest = cart.user() ? USER : GUEST;
        var expiry = cart.expiresAt();
        if (expiry == null || expiry.isAfter(now.plus(longest))) {
            return longest.toMillis();
        }
        return expiry.isAfter(now) ? Math.max(1, Duration.between(now, expiry).toMillis()) : 1;
    }

    /// Milliseconds.
    static long offered(CartView cart, Instant now) {
        return Math.min(kept(cart, now), OFFERED.toMillis());
    }

    private static String key(UUID cart) {
        return "cart:" + cart;
    }
}
