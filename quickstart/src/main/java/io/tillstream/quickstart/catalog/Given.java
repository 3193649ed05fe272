package io.tillstream.quickstart.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Currency;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Option values that picocli cannot read by itself, because they depend on one another or are lists of parts.
///
/// @param spec of the command whose options these are; a value without meaning ends it as a bad command line
record Given(CommandSpec spec) {

    /// @return minor units
    long amount(String option, String text, Currency currency) {
        return Amounts.minorUnits(text, currency).orElseThrow(
                () -> wrong(option, text, "give " + Amounts.example(currency)));
    }

    /// A date is its first moment in UTC.
    @Nullable
    Instant time(String option, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.length() == "2026-11-27".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(option, text, "give a time such as 2026-11-27 or 2026-11-27T08:00:00Z");
        }
    }

    /// @param unit what a whole is made of: 100 gives hundredths of a percent
    int percent(String option, String text, int unit) {
        try {
            return new BigDecimal(text.endsWith("%") ? text.substring(0, text.length() - 1) : text)
                    .multiply(BigDecimal.valueOf(unit)).intValueExact();
        } catch (NumberFormatException e) {
            throw wrong(option, text, "give a percentage such as 19% or 7.25%");
        } catch (ArithmeticException e) {
            throw wrong(option, text, "it is finer than can be kept, or too large");
        }
    }

    ParameterException wrong(String option, String text, String fix) {
        return new ParameterException(spec.commandLine(), "%s %s makes no sense; %s".formatted(option, text, fix));
    }
}
