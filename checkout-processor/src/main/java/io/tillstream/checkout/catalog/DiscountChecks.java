package io.tillstream.checkout.catalog;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.catalog.CatalogCommand.DeactivateDiscount;
import io.tillstream.checkout.catalog.CatalogCommand.DiscountAsk;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertDiscount;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.Reduction;

/// Decides whether a catalogue's command about a discount is carried out.
public final class DiscountChecks {

    private static final int MAX_GROUP = 1_000;
    private static final int MAX_PRODUCTS = 1_000;

    private DiscountChecks() {}

    /// @param key      of the record. It has to be the code as all compare it: records of one code have to be in one order
    /// @param existing null: it is new
    public static Outcome decide(String key, DiscountAsk ask, @Nullable Discount existing) {
        var code = Discount.code(key);
        if (!code.equals(key)) {
            return Outcome.refused("bad_discount",
                    "the key of the record is %s; send it with the key %s".formatted(key, code));
        }
        return switch (ask) {
            case UpsertDiscount upsert -> upsert(code, upsert, existing);
            case DeactivateDiscount() -> existing == null
                    ? Outcome.refused("discount_not_found", "there is no discount " + code)
                    : Outcome.accepted();
        };
    }

    private static Outcome upsert(String code, UpsertDiscount upsert, @Nullable Discount existing) {
        var fault = fault(code, upsert);
        if (fault != null) {
            return Outcome.refused("bad_discount", fault);
        }
        Integer most = upsert.limits().maxUses();
        if (existing != null && most != null && most < existing.uses()) {
            return Outcome.refused("max_uses_below_uses",
                    "%s is used %d times already; deactivate it to stop it".formatted(code, existing.uses()));
        }
        return Outcome.accepted();
    }

    private static @Nullable String fault(String code, UpsertDiscount upsert) {
        var offer = upsert.offer();
        if (!Discount.isCode(code)) {
            return "a code has 1 to %d letters, digits, or - _ . between them".formatted(Discount.MAX_CODE_LENGTH);
        }
        if (offer == null) {
            return "kind is PERCENTAGE with basis_points, FIXED_AMOUNT with amount, FREE_SHIPPING, or BUY_X_GET_Y with"
                    + " buy_quantity and get_quantity";
        }
        var fault = fault(offer, upsert.limits());
        return fault == null ? fault(upsert.limits()) : fault;
    }

    private static @Nullable String fault(Offer offer, Limits limits) {
        var products = offer.productIds();
        if (products != null && (products.isEmpty() || products.size() > MAX_PRODUCTS)) {
            return "product_ids are 1 to %d, or null for all".formatted(MAX_PRODUCTS);
        }
        return switch (offer.reduction()) {
            case Reduction.Percentage(int points) ->
                points < 1 || points > 10_000 ? "basis_points is %d, and must be 1 to 10000".formatted(points) : null;
            case Reduction.FixedAmount(long amount) ->
                amount < 1 || amount > Checks.MAX_AMOUNT || limits.currency() == null
                        ? "amount is 1 to %d minor units of a currency".formatted(Checks.MAX_AMOUNT)
                        : null;
            case Reduction.BuyXGetY(int buy, int get) -> Math.min(buy, get) < 1 || Math.max(buy, get) > MAX_GROUP
                    ? "buy_quantity and get_quantity are 1 to %d".formatted(MAX_GROUP)
                    : null;
            case Reduction.FreeShipping() -> null;
        };
    }

    private static @Nullable String fault(Limits limits) {
        if (limits.minimumOrder() < 0 || limits.minimumOrder() > Checks.MAX_AMOUNT
                || (limits.minimumOrder() > 0 && limits.currency() == null)) {
            return "minimum_order is 0 to %d minor units, and needs a currency".formatted(Checks.MAX_AMOUNT);
        }
        if (isLessThanOne(limits.maxUses()) || isLessThanOne(limits.maxPerBuyer())) {
            return "max_uses and max_per_buyer are 1 or more, or null for any number";
        }
        var start = limits.startsAt();
        var end = limits.endsAt();
        if (!Checks.isTime(start) || !Checks.isTime(end)) {
            return "starts_at and ends_at are times of the years 1 to 9999";
        }
        return start != null && end != null && !start.isBefore(end) ? "starts_at is not before ends_at" : null;
    }

    private static boolean isLessThanOne(@Nullable Integer number) {
        return number != null && number < 1;
    }
}
