package io.tillstream.checkout.catalog;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.catalog.CatalogCommand.DeactivateDiscount;
import io.tillstream.checkout.catalog.CatalogCommand.ReceiveStock;
import io.tillstream.checkout.catalog.CatalogCommand.SetTaxClass;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertDiscount;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertProduct;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;

/// Decides whether a catalogue's command is carried out.
public final class CatalogDecider {

    private static final int MAX_STOCK = 1_000_000_000;

    private CatalogDecider() {}

    /// What exists of the product and of the skus that a command names.
    ///
    /// @param currency of the product, or null: it is new
    /// @param owners   product of each sku that exists
    /// @param stock    units of each sku that exists
    /// @param discount of the code, or null
    public record Known(@Nullable String currency, Map<String, String> owners, Map<String, Integer> stock,
            @Nullable Discount discount) {}

    public static Outcome decide(CatalogCommand command, Known known) {
        return switch (command.ask()) {
            case UpsertProduct upsert -> upsert(command.key(), upsert, known);
            case ReceiveStock receive -> receive(command.key(), receive, known);
            case SetTaxClass set -> taxClass(command.key(), set, known);
            case UpsertDiscount upsert -> DiscountChecks.decide(Discount.code(command.key()), upsert, known.discount());
            case DeactivateDiscount() -> known.discount() == null
                    ? Outcome.refused("discount_not_found", "there is no discount " + Discount.code(command.key()))
                    : Outcome.accepted();
        };
    }

    private static Outcome taxClass(String productId, SetTaxClass set, Known known) {
        if (known.currency() == null) {
            return Outcome.refused("product_not_found", "there is no product " + productId);
        }
        return set.taxClass().matches("[a-z0-9][a-z0-9_-]{0,39}")
                ? Outcome.accepted()
                : Outcome.refused("bad_tax_class", "a tax class has 1 to 40 lower case letters, digits, _ or -");
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

    private static Outcome receive(String productId, ReceiveStock receive, Known known) {
        if (!productId.equals(known.owners().get(receive.sku()))) {
            return Outcome.refused("variant_not_found", "%s has no variant %s".formatted(productId, receive.sku()));
        }
        if (receive.quantity() < 1
                || (long) known.stock().getOrDefault(receive.sku(), 0) + receive.quantity() > MAX_STOCK) {
            return Outcome.refused("quantity_out_of_range",
                    "%d units cannot be received".formatted(receive.quantity()));
        }
        return Outcome.accepted();
    }
}
