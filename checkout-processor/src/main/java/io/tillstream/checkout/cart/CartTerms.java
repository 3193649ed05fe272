package io.tillstream.checkout.cart;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.discount.CodeGuesses;

/// What a cart costs by, beside its lines.
///
/// @param discountCode   normalised, or null
/// @param guesses        of codes
/// @param address        null: not known yet
/// @param shippingMethod that the buyer has chosen, or null
/// @param shownTotal     minor units that the last event told, or null: none did
public record CartTerms(
        @Nullable String discountCode,
        CodeGuesses guesses,
        @Nullable Address address,
        @Nullable String shippingMethod,
        @Nullable Long shownTotal) {

    public static final CartTerms NONE = new CartTerms(null, CodeGuesses.NONE, null, null, null);

    CartTerms withDiscount(@Nullable String code) {
        return new CartTerms(code, guesses, address, shippingMethod, shownTotal);
    }

    CartTerms withGuesses(CodeGuesses after) {
        return new CartTerms(discountCode, after, address, shippingMethod, shownTotal);
    }

    CartTerms withAddress(Address after) {
        return new CartTerms(discountCode, guesses, after, shippingMethod, shownTotal);
    }

    CartTerms withMethod(String method) {
        return new CartTerms(discountCode, guesses, address, method, shownTotal);
    }

    /// What the guest has set where the user has not. Codes are left to whoever knows whether they apply.
    CartTerms orElse(CartTerms guest) {
        return new CartTerms(discountCode, guesses, address == null ? guest.address : address,
                shippingMethod == null ? guest.shippingMethod : shippingMethod, shownTotal);
    }

    CartTerms shown(long total) {
        return new CartTerms(discountCode, guesses, address, shippingMethod, total);
    }
}
