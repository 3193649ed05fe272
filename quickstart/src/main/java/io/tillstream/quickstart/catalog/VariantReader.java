package io.tillstream.quickstart.catalog;

import java.text.Normalizer;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.tillstream.quickstart.catalog.Refusal.RefusedException;

/// The part of a row that is about one variant.
final class VariantReader {

    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    private VariantReader() {}

    /// @param first the first row of the product, which names the options
    static Product.Variant read(Row row, Row first, Currency currency) throws RefusedException {
        Map<String, String> attributes = attributes(row, first);
        return new Product.Variant(row.line(), sku(row, attributes), attributes, price(row, currency),
                row.get(Columns.VARIANT_IMAGE), stock(row));
    }

    /// Shopify writes the option Title = Default Title when there is only one variant.
    private static Map<String, String> attributes(Row row, Row first) {
        var attributes = new LinkedHashMap<String, String>();
        for (int number = 1; number <= Columns.OPTIONS; number++) {
            String name = first.get(Columns.optionName(number));
            String value = row.get(Columns.optionValue(number));
            if (!name.isEmpty() && !value.isEmpty() && !value.equals("Default Title")) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }

    private static String sku(Row row, Map<String, String> attributes) {
        if (row.has(Columns.SKU)) {
            return row.get(Columns.SKU);
        }
        String options = slug(String.join("-", attributes.values()));
        return options.isEmpty() ? row.get(Columns.HANDLE) : row.get(Columns.HANDLE) + "-" + options;
    }

    private static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    }

    private static long price(Row row, Currency currency) throws RefusedException {
        var price = Amounts.minorUnits(row.get(Columns.PRICE), currency);
        if (price.isEmpty()) {
            throw Refusal.refused(row, Columns.PRICE, Amounts.example(currency));
        }
        return price.getAsLong();
    }

    private static int stock(Row row) throws RefusedException {
        if (!row.has(Columns.QUANTITY)) {
            return 0;
        }
        if (!COUNT.matcher(row.get(Columns.QUANTITY)).matches()) {
            throw Refusal.refused(row, Columns.QUANTITY, "a whole number of units, 0 or more");
        }
        return Integer.parseInt(row.get(Columns.QUANTITY));
    }
}
