package io.tillstream.checkout.inventory;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/// Why stock changed. All movements of a variant add up to its stock.
///
/// @param cause  order or command; a variant moves once per kind and cause
/// @param change units
/// @param reason of a person, or null
public record StockMovement(String sku, Kind kind, UUID cause, int change, @Nullable String reason) {

    /// HELD for an order that is not closed; RELEASED when it closed without being confirmed; CORRECTED by a person who has counted.
    public enum Kind {
        RECEIVED, HELD, RELEASED, CORRECTED
    }

    /// One movement per variant, whatever lines it stands in, by sku.
    public static <L> List<StockMovement> perVariant(UUID cause, Kind kind, List<L> lines, Function<L, String> sku,
            ToIntFunction<L> quantity) {
        int sign = kind == Kind.HELD ? -1 : 1;
        var sums = new TreeMap<String, Integer>();
        lines.forEach(line -> sums.merge(sku.apply(line), sign * quantity.applyAsInt(line), Math::addExact));
        return sums.entrySet().stream().map(sum -> new StockMovement(sum.getKey(), kind, cause, sum.getValue(), null))
                .toList();
    }
}
