package io.tillstream.api.view.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.tillstream.api.view.Offer;

/// What the catalogue offers, at most a second old.
@Component
class OfferCache {

    private static final Logger LOG = LoggerFactory.getLogger(OfferCache.class);
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final int MOST = 20_000;

    private record Kept(Offer offer, long until) {}

    private record Row(String sku, Offer offer) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicInteger asking = new AtomicInteger();
    /// When it answered last, or when somebody began to ask.
    private volatile long heardAt;
    private volatile boolean down;
    private volatile long restUntil;

    OfferCache(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// By SKU, [Offer#NONE] for those that the catalogue does not have. Empty while PostgreSQL does not answer: a cart from Redis does not wait for it.
    Optional<Map<String, Offer>> find(Collection<String> skus) {
        long now = clock.millis();
        var offers = new HashMap<String, Offer>();
        skus.forEach(sku -> {
            var known = kept.get(sku);
            if (known != null && now < known.until()) {
                offers.put(sku, known.offer());
            }
        });
        var missing = skus.stream().filter(sku -> !offers.containsKey(sku)).distinct().toList();
        return missing.isEmpty() ? Optional.of(offers) : asked(missing).map(read -> {
            offers.putAll(read);
            return offers;
        });
    }

    /// Nobody asks for a while after a failure, and then one at a time; nor does anybody join those who have waited for long.
    private Optional<Map<String, Offer>> asked(List<String> missing) {
        long now = clock.millis();
        boolean hangs = asking.get() > 0 && (down || now > heardAt + PATIENCE.toMillis());
        if (now < restUntil || hangs) {
            return Optional.empty();
        }
        if (asking.getAndIncrement() == 0) {
            heardAt = now;
        }
        try {
            return tried(missing, now);
        } finally {
            asking.decrementAndGet();
        }
    }

    private Optional<Map<String, Offer>> tried(List<String> missing, long now) {
        try {
            var read = read(missing);
            down = false;
            heardAt = clock.millis();
            keep(read, now);
            return Optional.of(read);
        } catch (DataAccessException e) {
            restUntil = clock.millis() + REST.toMillis();
            down = true;
            LOG.debug("The catalogue is not compared", e);
            return Optional.empty();
        }
    }

    private void keep(Map<String, Offer> read, long now) {
        if (kept.size() > MOST) {
            kept.clear();
        }
        long until = now + KEPT.toMillis();
        read.forEach((sku, offer) -> kept.put(sku, new Kept(offer, until)));
    }

    private Map<String, Offer> read(Collection<String> skus) {
        var offers = new HashMap<String, Offer>();
        skus.forEach(sku -> offers.put(sku, Offer.NONE));
        sql.sql("""
                select v.sku, v.active and p.active as sold, n.price, v.stock
                  from product_variant v
                  join product p using (product_id)
                  join variant_price n using (sku)
                 where v.sku = any(:skus)
                """).param("skus", skus.toArray(String[]::new)).query(OfferCache::row).list()
                .forEach(row -> offers.put(row.sku(), row.offer()));
        return offers;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getString("sku"),
                new Offer(row.getBoolean("sold"), row.getLong("price"), row.getLong("stock")));
    }
}
