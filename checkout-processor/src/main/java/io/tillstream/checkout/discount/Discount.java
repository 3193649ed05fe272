package io.tillstream.checkout.discount;

import java.util.Locale;

import io.tillstream.checkout.pricing.Offer;

/// @param code   as [#code] makes it
/// @param limits who may use it
/// @param uses   by orders that are not closed
public record Discount(String code, Offer offer, Limits limits, int uses, long version) {

    public static final int MAX_CODE_LENGTH = 40;

    /// Codes are compared without case.
    public static String code(String written) {
        return written.strip().toUpperCase(Locale.ROOT);
    }

    /// Whether a normalised code may be one: letters, digits, and `-_.` between them.
    public static boolean isCode(String code) {
        return code.length() <= MAX_CODE_LENGTH && code.matches("[A-Z0-9][A-Z0-9._-]*");
    }

    public Discount used(int change) {
        return new Discount(code, offer, limits, Math.addExact(uses, change), version + 1);
    }

    /// Whether it has to be known who the buyer is.
    public boolean personal() {
        return limits.maxPerBuyer() != null;
    }

    boolean usedUp() {
        Integer most = limits.maxUses();
        return most != null && uses >= most;
    }
}
