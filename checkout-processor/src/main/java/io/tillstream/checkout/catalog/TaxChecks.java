package io.tillstream.checkout.catalog;

import java.time.Instant;
import java.util.HashSet;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.catalog.CatalogCommand.SetTaxRates;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.TaxTable.Row;

/// Decides whether the tax rates of a country may be as a catalogue wants them. Several may be valid at a time: that which began last counts, so that
/// one for some months can stand beside the one that was there before and will be again. So no two may begin together.
public final class TaxChecks {

    /// Key of the rates that are for every country without others.
    public static final String EVERYWHERE = "*";

    private static final int MAX_RATES = 50_000;
    private static final int MAX_PPM = 10_000_000;

    private record Beginning(Area area, String taxClass, @Nullable Instant from) {}

    private TaxChecks() {}

    /// @param country key of the record
    public static Outcome set(String country, SetTaxRates set) {
        var fault = fault(country, set);
        return fault == null ? Outcome.accepted() : Outcome.refused("bad_tax_rates", fault);
    }

    private static @Nullable String fault(String country, SetTaxRates set) {
        if (!country.equals(EVERYWHERE) && !country.matches("[A-Z]{2}")) {
            return "the key of the record is an ISO 3166-1 code of two letters in upper case, or * for everywhere";
        }
        if (set.rates().size() > MAX_RATES) {
            return "a country has at most %d rates, not %d".formatted(MAX_RATES, set.rates().size());
        }
        var seen = new HashSet<Beginning>();
        for (var row : set.rates()) {
            var fault = fault(row);
            if (fault != null) {
                return fault;
            }
            if (!seen.add(new Beginning(row.area(), row.rate().taxClass(), row.from()))) {
                return "two rates of %s for the class %s begin at the same time, %s".formatted(row.area().text(),
                        row.rate().taxClass(), row.from() == null ? "ever since" : row.from());
            }
        }
        return null;
    }

    private static @Nullable String fault(Row row) {
        var fault = row.area().fault();
        if (fault != null) {
            return fault;
        }
        var rate = row.rate();
        if (!Checks.isTaxClass(rate.taxClass())) {
            return Checks.TAX_CLASS;
        }
        if (rate.ppm() < 0 || rate.ppm() > MAX_PPM) {
            return "ppm is %d, and must be 0 to %d parts per million".formatted(rate.ppm(), MAX_PPM);
        }
        if (!Checks.isTime(row.from()) || !Checks.isTime(row.until())) {
            return "valid_from and valid_until are times of the years 1 to 9999";
        }
        return row.from() != null && row.until() != null && !row.from().isBefore(row.until())
                ? "valid_from %s is not before valid_until %s".formatted(row.from(), row.until())
                : null;
    }
}
