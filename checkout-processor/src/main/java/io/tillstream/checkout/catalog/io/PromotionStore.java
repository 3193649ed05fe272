package io.tillstream.checkout.catalog.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.pricing.Promotion;

/// Promotions of products. Who changes one has locked the product and its variants.
final class PromotionStore {

    private final JdbcTemplate jdbc;

    PromotionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// By id. All variants of a promotion have the same.
    Map<String, Promotion> ofProduct(String productId) {
        var promotions = new HashMap<String, Promotion>();
        jdbc.query(
                """
                select distinct promotion_id, price as promotion_price, starts_at, ends_at from promotion where product_id = ?""",
                rs -> {
                    var promotion = promotion(rs);
                    promotions.put(promotion.id(), promotion);
                }, productId);
        return Map.copyOf(promotions);
    }

    /// @param rs at a promotion
    static Promotion promotion(ResultSet rs) throws SQLException {
        return new Promotion(rs.getString("promotion_id"), rs.getLong("promotion_price"),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                rs.getObject("ends_at", OffsetDateTime.class).toInstant());
    }

    /// @param skus of that product
    void set(String productId, Promotion promotion, List<String> skus) {
        jdbc.update("delete from promotion where product_id = ? and promotion_id = ?", productId, promotion.id());
        jdbc.update("""
                insert into promotion (sku, promotion_id, product_id, price, starts_at, ends_at)
                select sku, ?, ?, ?, ?, ? from unnest(?::text[]) as s(sku)""", promotion.id(), productId,
                promotion.price(), at(promotion.startsAt()), at(promotion.endsAt()), skus.toArray(String[]::new));
    }

    void cancel(String productId, String promotionId, Instant now) {
        jdbc.update("delete from promotion where product_id = ? and promotion_id = ? and starts_at >= ?", productId,
                promotionId, at(now));
        jdbc.update("update promotion set ends_at = ? where product_id = ? and promotion_id = ? and ends_at > ?",
                at(now), productId, promotionId, at(now));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
