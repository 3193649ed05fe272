package io.tillstream.checkout.discount;

import java.util.UUID;

/// An order that uses a code.
public record DiscountUse(UUID orderId, String code, Buyer buyer) {

    /// What a decision does to the uses of a code.
    public sealed interface Change {}

    public record Taken(DiscountUse use) implements Change {}

    public record GivenBack(UUID orderId, String code) implements Change {}
}
