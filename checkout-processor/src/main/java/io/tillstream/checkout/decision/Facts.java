package io.tillstream.checkout.decision;

import java.time.Instant;

import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.discount.Discounts;
import io.tillstream.checkout.inventory.Variants;
import io.tillstream.checkout.pricing.PriceTables;

/// What a decision may look at, beside the cart.
///
/// @param rules that the shop has chosen
/// @param at    when the record was appended to its log
public record Facts(Variants variants, Discounts discounts, PriceTables tables, CartRules rules, Instant at) {}
