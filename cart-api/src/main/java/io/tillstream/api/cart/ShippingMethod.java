package io.tillstream.api.cart;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/// A way of shipping to the address of a cart.
///
/// @param price    minor units
/// @param freeFrom minor units of subtotal - discount from which it costs nothing, null: never
@JsonInclude(Include.NON_NULL)
public record ShippingMethod(String method, long price, @Nullable Long freeFrom) {}
