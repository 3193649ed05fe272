package io.tillstream.checkout.pricing;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Tax by destination and class. Of the rows of a class that contain the destination and are valid, the nearest counts, and of equally near ones
/// that which began last, then that which ends first, then the lower rate. No row, no tax.
public final class TaxTable implements TaxRates {

    /// @param from  null: ever since
    /// @param until exclusive, or null: for ever
    public record Row(Area area, TaxRate rate, @Nullable Instant from, @Nullable Instant until) {

        boolean validAt(Instant at) {
            return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
        }
    }

    private static final Comparator<Row> FIRST_COUNTS = Comparator
            .comparing(Row::from, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
            .thenComparing(Row::until, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparingInt(row -> row.rate().ppm()).thenComparing(row -> row.rate().inclusive());

    private final Map<String, AreaIndex<Row>> byClass = new HashMap<>();

    public TaxTable(List<Row> rows) {
        var sorted = rows.stream().sorted(FIRST_COUNTS)
                .collect(Collectors.groupingBy(row -> row.rate().taxClass()));
        sorted.forEach((taxClass, of) -> byClass.put(taxClass, new AreaIndex<>(of, Row::area)));
    }

    @Override
    public boolean needDestination() {
        return !byClass.isEmpty();
    }

    @Override
    public @Nullable TaxRate rate(Destination to, String taxClass, Instant at) {
        var rows = byClass.get(taxClass);
        return rows == null ? null : rows.<TaxRate>nearest(to, row -> row.validAt(at) ? row.rate() : null);
    }
}
