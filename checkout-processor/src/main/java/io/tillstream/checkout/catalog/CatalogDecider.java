package io.tillstream.checkout.catalog;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.catalog.CatalogCommand.CancelPromotion;
import io.tillstream.checkout.catalog.CatalogCommand.CorrectStock;
import io.tillstream.checkout.catalog.CatalogCommand.ProductAsk;
import io.tillstream.checkout.catalog.CatalogCommand.ReceiveStock;
import io.tillstream.checkout.catalog.CatalogCommand.SetPromotion;
import io.tillstream.checkout.catalog.CatalogCommand.SetTaxClass;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertProduct;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.pricing.Promotion;

/// Decides whether a catalogue's command about a product is carried out.
public final class CatalogDecider {

    private CatalogDecider() {}

    /// What exists of the product and of the skus that a command names.
    ///
    /// @param currency   of the product, or null: it is new
    /// @param owners     product of each sku that exists
    /// @param stock      units of each sku that exists
    /// @param promotions of the product, by id
    public record Known(@Nullable String currency, Map<String, String> owners, Map<String, Integer> stock,
            Map<String, Promotion> promotions) {}

    public static Outcome decide(String productId, ProductAsk ask, Known known, Instant now) {
        return switch (ask) {
            case UpsertProduct upsert -> upsert(productId, upsert, known);
            case ReceiveStock receive -> StockChecks.receive(productId, receive, known);
            case CorrectStock correct -> StockChecks.correct(productId, correct, known);
            case SetTaxClass set -> existing(productId, known, taxClass(set));
            case SetPromotion set -> existing(productId, known, PromotionChecks.set(productId, set, known, now));
            case CancelPromotion cancel ->
                existing(productId, known, PromotionChecks.cancel(productId, cancel, known.promotions(), now));
        };
    }

    private static Outcome existing(String productId, Known known, Outcome outcome) {
        return known.currency() == null
                ? Outcome.refused("product_not_found", "there is no product " + productId)
                : outcome;
    }

    private static Outcome taxClass(SetTaxClass set) {
        return Checks.isTaxClass(set.taxClass())
                ? Outcome.accepted()
                : Outcome.refused("bad_tax_class", Checks.TAX_CLASS);
    }

    private static Outcome upsert(String productId, UpsertProduct upsert, Known known) {
        if (known.currency() != null && !known.currency().equals(upsert.currency())) {
            return Outcome.refused("currency_mismatch",
                    "%s is sold in %s; a product keeps its currency".formatted(productId, known.currency()));
        }
        if (upsert.variants().isEmpty()) {
            return Outcome.refused("no_variants", "%s has no variant that could be sold".formatted(productId));
        }
        Set<String> seen = new HashSet<>();
        for (var variant : upsert.variants()) {
            var owner = known.owners().get(variant.sku());
            if (owner != null && !owner.equals(productId)) {
                return Outcome.refused("sku_of_other_product", "%s is a variant of %s".formatted(variant.sku(), owner));
            }
            if (!seen.add(variant.sku())) {
                return Outcome.refused("sku_twice", "%s is named twice".formatted(variant.sku()));
            }
            if (variant.sku().isBlank() || upsert.price() < 0 || (variant.price() != null && variant.price() < 0)) {
                return Outcome.refused("bad_variant", "a variant needs a sku and prices of 0 or more");
            }
        }
        return Outcome.accepted();
    }
}
