package io.tillstream.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

import io.tillstream.event.CartEvent;

/// What a cart costs, in minor units: subtotal - discount + shipping + tax - tax included, what is not known left out.
///
/// @param shipping        null: not known
/// @param tax             null: not known
/// @param taxIncluded     what of the tax the other amounts contain
/// @param discountCode    on the cart
/// @param discountProblem why it takes nothing off now, null: it does
/// @param shippingMethod  that the shipping is for
/// @param shippingProblem why shipping or tax is not known, null: they are
/// @param shipCountry     ISO 3166-1 alpha-2
@JsonInclude(Include.NON_NULL)
public record CartSummary(
        long subtotal,
        long discount,
        @JsonInclude(Include.ALWAYS) @Nullable Long shipping,
        @JsonInclude(Include.ALWAYS) @Nullable Long tax,
        long taxIncluded,
        long total,
        @Nullable String discountCode,
        @Nullable String discountProblem,
        @Nullable String shippingMethod,
        @Nullable String shippingProblem,
        @Nullable String shipCountry,
        @Nullable String shipRegion) {

    static CartSummary of(CartEvent event) {
        var total = event.getTotal();
        return new CartSummary(event.getSubtotal(), event.getDiscount(), event.getShipping(), event.getTax(),
                event.getTaxIncluded(), total == null ? event.getSubtotal() : total, event.getDiscountCode(),
                event.getDiscountProblem(), event.getShippingMethod(), event.getShippingProblem(),
                event.getShipCountry(), event.getShipRegion());
    }

    /// Of a cart that was written before summaries were.
    public static CartSummary of(long subtotal) {
        return new CartSummary(subtotal, 0, null, null, 0, subtotal, null, null, null, null, null, null);
    }
}
