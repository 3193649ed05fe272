package io.tillstream.checkout.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Tax by destination and class. Of the rows of a class that contain the destination and are valid, the nearest counts, and of equally near ones
/// that which began last. No row, no tax.
public final class TaxTable implements TaxRates {

    /// @param from  null: ever since
    /// @param until exclusive, or null: for ever
    public record Row(Area area, TaxRate rate, @Nullable Instant from, @Nullable Instant until) {

        boolean validAt(Instant at) {
            return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
        }
    }

    private static final Comparator<Row> FIRST_COUNTS = Comparator.comparing(Row::area, Area.NEAREST_FIRST)
            .thenComparing(Row::from, Comparator.nullsLast(Comparator.reverseOrder()));

    private final Map<String, List<Row>> byClass = new HashMap<>();

    public TaxTable(List<Row> rows) {
        rows.stream().sorted(FIRST_COUNTS)
                .forEach(row -> byClass.computeIfAbsent(row.rate().taxClass(), _ -> new ArrayList<>()).add(row));
    }

    @Override
    public boolean needDestination() {
        return !byClass.isEmpty();
    }

    @Override
    public @Nullable TaxRate rate(Destination to, String taxClass, Instant at) {
        for (var row : byClass.getOrDefault(taxClass, List.of())) {
            if (row.area().contains(to) && row.validAt(at)) {
                return row.rate();
            }
        }
        return null;
    }
}
