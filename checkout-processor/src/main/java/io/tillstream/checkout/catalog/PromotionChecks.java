package io.tillstream.checkout.catalog;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.catalog.CatalogCommand.CancelPromotion;
import io.tillstream.checkout.catalog.CatalogCommand.SetPromotion;
import io.tillstream.checkout.catalog.CatalogDecider.Known;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.pricing.Promotion;

/// Decides whether a promotion may be as a catalogue wants it.
final class PromotionChecks {

    /// All of them are read with every variant that is bought.
    static final int MAX_PROMOTIONS = 100;

    private static final int MAX_ID_LENGTH = 80;

    private PromotionChecks() {}

    static Outcome set(String productId, SetPromotion set, Known known, Instant now) {
        var fault = fault(set.promotion(), now);
        if (fault != null) {
            return Outcome.refused("bad_promotion", fault);
        }
        if (set.skus().isEmpty()) {
            return Outcome.refused("bad_promotion", "skus are empty; name at least one variant");
        }
        var seen = new HashSet<String>();
        for (var sku : set.skus()) {
            if (!productId.equals(known.owners().get(sku))) {
                return Outcome.refused("variant_not_found", "%s has no variant %s".formatted(productId, sku));
            }
            if (!seen.add(sku)) {
                return Outcome.refused("sku_twice", "%s is named twice".formatted(sku));
            }
        }
        return known.promotions().size() >= MAX_PROMOTIONS && !known.promotions().containsKey(set.promotion().id())
                ? Outcome.refused("too_many_promotions",
                        "%s has %d promotions; cancel one, or wait until eight days after its end"
                                .formatted(productId, known.promotions().size()))
                : Outcome.accepted();
    }

    private static @Nullable String fault(Promotion promotion, Instant now) {
        if (!Checks.isName(promotion.id(), MAX_ID_LENGTH)) {
            return "promotion_id has 1 to %d letters, digits, or - _ . between them".formatted(MAX_ID_LENGTH);
        }
        if (promotion.price() < 0 || promotion.price() > Checks.MAX_AMOUNT) {
            return "price is %d, and must be 0 to %d minor units".formatted(promotion.price(), Checks.MAX_AMOUNT);
        }
        if (!Checks.isTime(promotion.startsAt()) || !Checks.isTime(promotion.endsAt())) {
            return "starts_at and ends_at are times of the years 1 to 9999";
        }
        if (!promotion.startsAt().isBefore(promotion.endsAt())) {
            return "starts_at is not before ends_at";
        }
        return promotion.endedAt(now) ? "ends_at is over already" : null;
    }

    static Outcome cancel(String productId, CancelPromotion cancel, Map<String, Promotion> promotions, Instant now) {
        var promotion = promotions.get(cancel.promotionId());
        return promotion == null || promotion.endedAt(now)
                ? Outcome.refused("promotion_not_found",
                        "%s has no promotion %s that has not ended".formatted(productId, cancel.promotionId()))
                : Outcome.accepted();
    }
}
