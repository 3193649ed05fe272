package io.tillstream.checkout.catalog;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What several commands demand of what a person has written.
final class Checks {

    /// Minor units. Far from what a long holds, however many of them are added up.
    static final long MAX_AMOUNT = 1_000_000_000_000L;

    static final String TAX_CLASS = "a tax class has 1 to 40 lower case letters, digits, _ or -";

    private static final int MAX_REASON_LENGTH = 500;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Checks() {}

    static boolean isTaxClass(String text) {
        return text.matches("[a-z0-9][a-z0-9_-]{0,39}");
    }

    /// Letters, digits, and `._-` between them.
    static boolean isName(String text, int most) {
        return text.length() <= most && text.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
    }

    /// @param at null: without one
    static boolean isTime(@Nullable Instant at) {
        return at == null || (!at.isBefore(FIRST) && !at.isAfter(LAST));
    }

    static boolean isReason(String text) {
        return !text.isBlank() && text.length() <= MAX_REASON_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }
}
