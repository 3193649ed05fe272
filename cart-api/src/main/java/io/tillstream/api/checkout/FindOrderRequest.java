package io.tillstream.api.checkout;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.cart.Bounds;

/// What a buyer knows of an order without having anything of its cart.
public record FindOrderRequest(@Nullable String number, @Nullable String email) {

    /// Empty if no order can have this number.
    ///
    /// @throws io.tillstream.api.problem.ProblemException if it is missing
    public Optional<String> requiredNumber() {
        return OrderNumber.read(Bounds.required("number", number));
    }

    /// @throws io.tillstream.api.problem.ProblemException if it is missing
    public String requiredEmail() {
        return plain(Bounds.required("email", email));
    }

    /// Whether an order with this address is meant. Case does not count, nor do spaces around it.
    public boolean means(@Nullable String address) {
        return address != null && plain(address).equals(requiredEmail());
    }

    private static String plain(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
