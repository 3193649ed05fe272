package io.tillstream.api.view.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

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
    private static final int MOST = 20_000;

    private record Kept(Offer offer, long until) {}

    private record Row(String sku, Offer offer) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();
    private volatile long restUntil;

    OfferCache(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// By SKU, without those that the catalogue does not have. Empty if PostgreSQL does not answer; then nobody asks it for a moment, so that a
    /// cart from Redis does not wait for it.
    Optional<Map<String, Offer>> find(Collection<String> skus) {
        long now = clock.millis();
        var missing = skus.stream().filter(sku -> !isKept(sku, now)).distinct().toList();
        if (!missing.isEmpty()) {
            if (now < restUntil) {
                return Optional.empty();
            }
            try {
                keep(missing, now);
            } catch (DataAccessException e) {
                restUntil = clock.millis() + KEPT.toMillis();
                LOG.debug("The catalogue is not compared", e);
                return Optional.empty();
            }
        }
        return Optional.of(kept(skus));
    }

    private boolean isKept(String sku, long now) {
        var known = kept.get(sku);
        return known != null && now < known.until();
    }

    private Map<String, Offer> kept(Collection<String> skus) {
        var offers = new HashMap<String, Offer>();
        skus.forEach(sku -> {
            var known = kept.get(sku);
            if (known != null) {
                offers.put(sku, known.offer());
            }
        });
        return offers;
    }

    private void keep(Collection<String> skus, long now) {
        if (kept.size() > MOST) {
            kept.clear();
        }
        var offers = read(skus);
        long until = now + KEPT.toMillis();
        skus.forEach(sku -> kept.put(sku, new Kept(offers.getOrDefault(sku, Offer.NONE), until)));
    }

    private Map<String, Offer> read(Collection<String> skus) {
        var offers = new HashMap<String, Offer>();
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
