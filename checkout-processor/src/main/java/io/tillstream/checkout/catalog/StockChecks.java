package io.tillstream.checkout.catalog;

import java.util.Map;

import io.tillstream.checkout.catalog.CatalogCommand.CorrectStock;
import io.tillstream.checkout.catalog.CatalogCommand.ReceiveStock;
import io.tillstream.checkout.catalog.CatalogDecider.Known;
import io.tillstream.checkout.decision.Outcome;

/// Decides whether stock is changed by a person.
final class StockChecks {

    private static final int MAX_STOCK = 1_000_000_000;

    private StockChecks() {}

    static Outcome receive(String productId, ReceiveStock receive, Known known) {
        if (!productId.equals(known.owners().get(receive.sku()))) {
            return notFound(productId, receive.sku());
        }
        return receive.quantity() < 1 || after(known, receive.sku(), receive.quantity()) > MAX_STOCK
                ? Outcome.refused("quantity_out_of_range", "%d units cannot be received".formatted(receive.quantity()))
                : Outcome.accepted();
    }

    /// What is held for orders is sold already: no more can be taken away than can be sold now.
    static Outcome correct(String productId, CorrectStock correct, Known known) {
        if (!productId.equals(known.owners().get(correct.sku()))) {
            return notFound(productId, correct.sku());
        }
        if (!Checks.isReason(correct.reason())) {
            return Outcome.refused("reason_required",
                    "say why the stock was wrong, in 1 to 500 characters of one line");
        }
        long after = after(known, correct.sku(), correct.change());
        if (after < 0) {
            return Outcome.refused("stock_below_zero",
                    "%s has %d units that can be sold, and %d cannot be taken away; cancel orders first"
                            .formatted(correct.sku(), stock(known, correct.sku()), -(long) correct.change()),
                    Map.of("sku", correct.sku(), "available", stock(known, correct.sku()), "change",
                            correct.change()));
        }
        return correct.change() == 0 || after > MAX_STOCK
                ? Outcome.refused("quantity_out_of_range",
                        "change is %d, and must not be 0 nor lead to more than %d units".formatted(correct.change(),
                                MAX_STOCK))
                : Outcome.accepted();
    }

    private static int stock(Known known, String sku) {
        return known.stock().getOrDefault(sku, 0);
    }

    private static long after(Known known, String sku, int change) {
        return (long) stock(known, sku) + change;
    }

    private static Outcome notFound(String productId, String sku) {
        return Outcome.refused("variant_not_found", "%s has no variant %s".formatted(productId, sku));
    }
}
