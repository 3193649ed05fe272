package io.tillstream.checkout.cart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.discount.DiscountPolicy;
import io.tillstream.checkout.discount.DiscountPolicy.Purchase;
import io.tillstream.checkout.discount.Refusal;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.pricing.Destination;
import io.tillstream.checkout.pricing.Item;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.PriceCalculator;
import io.tillstream.checkout.pricing.Priced;
import io.tillstream.checkout.pricing.ShippingQuote;
import io.tillstream.checkout.pricing.TaxRate;
import io.tillstream.checkout.pricing.Totals;

/// What a cart costs.
///
/// @param totals    without what is not known
/// @param discounts of each line, in their order, minor units
/// @param refusal   why the cart's code takes nothing off, or null: it does, or there is none
/// @param unknown   why shipping or tax is not known, or null: they are
/// @param method    of shipping, or null
public record Summary(
        Totals totals,
        List<Long> discounts,
        @Nullable Refusal refusal,
        ShippingQuote.@Nullable Unknown unknown,
        @Nullable String method) {

    /// By the prices as captured.
    ///
    /// @throws ArithmeticException if an amount is no long
    public static Summary of(Cart cart, Facts facts) {
        return of(cart, CartLine::unitPrice, facts);
    }

    /// @param price of a unit
    /// @throws ArithmeticException if an amount is no long
    public static Summary of(Cart cart, ToLongFunction<CartLine> price, Facts facts) {
        var items = cart.lines().stream()
                .map(line -> item(line, facts.variants().find(line.sku()), price.applyAsLong(line))).toList();
        var code = cart.terms().discountCode();
        var discount = code == null ? null : facts.discounts().find(code);
        var refusal = code == null
                ? null
                : DiscountPolicy.refusal(discount,
                        new Purchase(items, cart.currency(), cart.buyer(), facts.at()), facts.discounts());
        return of(cart, items, discount == null || refusal != null ? null : discount.offer(), refusal, facts);
    }

    private static Summary of(Cart cart, List<Item> items, @Nullable Offer offer, @Nullable Refusal refusal,
            Facts facts) {
        var address = cart.terms().address();
        var to = address == null ? null : address.destination();
        var quote = items.isEmpty()
                ? ShippingQuote.NOTHING
                : facts.tables().shipping().quote(to, cart.terms().shippingMethod(), cart.currency());
        return switch (quote) {
            case ShippingQuote.Price shipping when to != null || !facts.tables().taxes().needDestination() ->
                new Summary(price(items, offer, shipping, to, facts), refusal, null, shipping.method());
            case ShippingQuote.Price shipping ->
                new Summary(withoutUnknown(items, offer, facts), refusal, NO_ADDRESS, shipping.method());
            case ShippingQuote.Unknown unknown ->
                new Summary(withoutUnknown(items, offer, facts), refusal, unknown, null);
        };
    }

    /// Where shipping or tax is not known, neither is told, nor is it in the total.
    private static Priced withoutUnknown(List<Item> items, @Nullable Offer offer, Facts facts) {
        return price(items, offer, ShippingQuote.NOTHING, null, facts);
    }

    private static final ShippingQuote.Unknown NO_ADDRESS = new ShippingQuote.Unknown("address_required",
            "taxes depend on the address; set it first");

    private Summary(Priced priced, @Nullable Refusal refusal, ShippingQuote.@Nullable Unknown unknown,
            @Nullable String method) {
        this(priced.totals(), priced.discounts(), refusal, unknown, method);
    }

    private static Item item(CartLine line, @Nullable Variant variant, long price) {
        return variant == null
                ? new Item("", "standard", line.quantity(), price)
                : new Item(variant.productId(), variant.taxClass(), line.quantity(), price);
    }

    private static Priced price(List<Item> items, @Nullable Offer offer, ShippingQuote.Price shipping,
            @Nullable Destination to, Facts facts) {
        Function<String, @Nullable TaxRate> taxes = taxClass -> to == null
                ? null
                : facts.tables().taxes().rate(to, taxClass, facts.at());
        return PriceCalculator.price(items, offer, shipping, taxes);
    }

    /// As an answer carries it.
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("subtotal", totals.subtotal());
        data.put("discount", totals.discount());
        if (unknown == null) {
            data.put("shipping", totals.shipping());
            data.put("tax", totals.tax());
            data.put("tax_included", totals.taxIncluded());
        } else {
            data.put("shipping_problem", unknown.code());
        }
        if (refusal != null) {
            data.put("discount_problem", refusal.told());
        }
        data.put("total", totals.total());
        return data;
    }
}
