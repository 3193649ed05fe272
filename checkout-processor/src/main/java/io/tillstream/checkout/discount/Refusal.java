package io.tillstream.checkout.discount;

import java.util.Locale;

/// Why a code takes nothing off. What would help to guess codes, or tell of somebody else's orders, is all the same to a buyer: NOT_APPLICABLE.
public enum Refusal {

    NOT_FOUND("not_applicable"), INACTIVE("not_applicable"), NOT_STARTED("not_applicable"), ENDED(
            "not_applicable"), OTHER_CURRENCY("not_applicable"), USED_UP("not_applicable"), USED_BY_BUYER(
                    "not_applicable"), MINIMUM_NOT_REACHED("minimum_not_reached"), PRODUCTS_NOT_MATCHING(
                            "products_not_matching"), CONTACT_REQUIRED("contact_required");

    private final String told;

    Refusal(String told) {
        this.told = told;
    }

    /// What the buyer is told; stable.
    public String told() {
        return told;
    }

    /// Stable, for the shop alone.
    public String reason() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it counts as a guess.
    public boolean secret() {
        return told.equals("not_applicable");
    }

    public String detail() {
        return switch (this) {
            case NOT_FOUND, INACTIVE, NOT_STARTED, ENDED, OTHER_CURRENCY, USED_UP, USED_BY_BUYER ->
                "the code cannot be used";
            case MINIMUM_NOT_REACHED -> "the cart does not reach the minimum order of the code";
            case PRODUCTS_NOT_MATCHING -> "the code is for other products than those in the cart";
            case CONTACT_REQUIRED -> "the code is once per person; say how you can be reached first";
        };
    }
}
