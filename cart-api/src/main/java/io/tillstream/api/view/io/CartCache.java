package io.tillstream.api.view.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import io.tillstream.api.view.CartView;
import io.tillstream.api.view.CartView.Document;

/// Carts in Redis: hash `cart:{id}` with version `v` and document `doc`. Redis itself compares versions, so that no writer, however late,
/// replaces a cart by an older one.
@Component
class CartCache {

    private static final Logger LOG = LoggerFactory.getLogger(CartCache.class);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration REST = Duration.ofSeconds(1);

    /// Versions are compared as numbers of up to 2^53, more than any cart has changes.
    private static final byte[] PUT_IF_NEWER = """
            local known = redis.call('HGET', KEYS[1], 'v')
            if known and tonumber(known) >= tonumber(ARGV[1]) then
              return 0
            end
            redis.call('HSET', KEYS[1], 'v', ARGV[1], 'doc', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1
            """.getBytes(UTF_8);

    private final StringRedisTemplate redis;
    private final Clock clock;
    private final AtomicBoolean down = new AtomicBoolean();
    private volatile long restUntil;

    CartCache(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /// Empty if Redis does not have it, or does not answer.
    Optional<Document> find(UUID cart) {
        if (clock.millis() < restUntil) {
            return Optional.empty();
        }
        try {
            var found = redis.<String, String>opsForHash().multiGet(key(cart.toString()),
                    java.util.List.of("v", "doc"));
            answered();
            var version = found.get(0);
            var document = found.get(1);
            return version == null || document == null
                    ? Optional.empty()
                    : Optional.of(new Document(Long.parseLong(version), document));
        } catch (DataAccessException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /// Puts what a reader found elsewhere; not worth a failure.
    void offer(CartView cart) {
        if (clock.millis() >= restUntil) {
            try {
                put(java.util.List.of(cart));
            } catch (DataAccessException e) {
                LOG.debug("Cart {} not cached", cart.cartId(), e);
            }
        }
    }

    /// Puts carts in one round trip, each unless Redis has it in this version or a newer one.
    ///
    /// @throws DataAccessException if Redis did not take all of them
    void put(Collection<CartView> carts) {
        try {
            redis.executePipelined((RedisCallback<?>) connection -> {
                carts.forEach(cart -> put(connection, cart));
                return null;
            });
            answered();
        } catch (DataAccessException e) {
            failed(e);
            throw e;
        }
    }

    private static void put(RedisConnection connection, CartView cart) {
        var document = cart.document();
        connection.scriptingCommands().eval(PUT_IF_NEWER, ReturnType.INTEGER, 1,
                key(cart.cartId().toString()).getBytes(UTF_8), Long.toString(document.version()).getBytes(UTF_8),
                document.json().getBytes(UTF_8), Long.toString(KEPT.toMillis()).getBytes(UTF_8));
    }

    private static String key(String cart) {
        return "cart:" + cart;
    }

    private void answered() {
        if (down.compareAndSet(true, false)) {
            LOG.info("Redis answers again");
        }
    }

    /// For a moment nobody asks it again: a Redis that hangs must not slow every request down.
    private void failed(DataAccessException e) {
        restUntil = clock.millis() + REST.toMillis();
        if (down.compareAndSet(false, true)) {
            LOG.warn("Redis does not answer; carts are read from PostgreSQL until it does: {}", e.getMessage());
        }
    }
}
