package io.tillstream.quickstart.order;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.tillstream.checkout.order.OrderLine;

/// What is sold again.
///
/// @param line  of the order; null: all lines, whatever has not come back yet
/// @param units 0 with all lines
record Restock(@Nullable String line, int units) {

    private static final Restock ALL = new Restock(null, 0);

    /// The first that makes no sense beside the others: a line named twice, or anything beside all.
    static Optional<Restock> contradiction(List<Restock> asked) {
        var lines = new HashSet<@Nullable String>();
        return asked.stream().filter(each -> !lines.add(each.line) || (each.equals(ALL) && asked.size() > 1))
                .findFirst();
    }

    /// Units by line id.
    static Map<String, Integer> units(List<Restock> asked, ShownOrder order) {
        var units = asked.contains(ALL) ? all(order) : new TreeMap<String, Integer>();
        asked.stream().filter(each -> each.line != null).forEach(each -> units.put(each.line, each.units));
        return units;
    }

    private static TreeMap<String, Integer> all(ShownOrder order) {
        var units = new TreeMap<String, Integer>();
        for (OrderLine line : order.lines()) {
            int left = line.quantity() - order.returned(line);
            if (left > 0) {
                units.put(line.id(), left);
            }
        }
        return units;
    }

    @Override
    public String toString() {
        return line == null ? "all" : line + "=" + units;
    }

    static final class Converter implements ITypeConverter<Restock> {

        @Override
        public Restock convert(String text) {
            if (text.equals("all")) {
                return ALL;
            }
            int equals = text.lastIndexOf('=');
            if (equals > 0 && text.substring(equals + 1).matches("[1-9]\\d{0,8}")) {
                return new Restock(text.substring(0, equals), Integer.parseInt(text.substring(equals + 1)));
            }
            throw new TypeConversionException(
                    "%s makes no sense; give all, or a line of the order and its units such as 2908f3fd5066d757=1"
                            .formatted(text));
        }
    }
}
