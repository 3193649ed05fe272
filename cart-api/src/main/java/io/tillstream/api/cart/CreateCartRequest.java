package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.CURRENCY_UNKNOWN;

import java.util.Currency;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.command.CreateCart;

/// @param currency ISO 4217 code, of money that has minor units
public record CreateCartRequest(@Nullable String currency) {

    /// @throws ProblemException if the currency is missing or not one
    public CreateCart command() {
        var code = Bounds.required("currency", currency);
        if (!isMoney(code)) {
            throw new ProblemException(CURRENCY_UNKNOWN, "'currency' takes an ISO 4217 code such as EUR");
        }
        return new CreateCart(code);
    }

    private static boolean isMoney(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
