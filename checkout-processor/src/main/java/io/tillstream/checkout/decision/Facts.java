package io.tillstream.checkout.decision;

import java.time.Instant;

import io.tillstream.checkout.discount.Discounts;
import io.tillstream.checkout.inventory.Variants;
import io.tillstream.checkout.pricing.PriceTables;

/// What a decision may look at, beside the cart.
///
/// @param at               when the record was appended to its log
/// @param honourPromotions whether a price captured from a promotion outlives it
public record Facts(Variants variants, Discounts discounts, PriceTables tables, Instant at,
        boolean honourPromotions) {}
