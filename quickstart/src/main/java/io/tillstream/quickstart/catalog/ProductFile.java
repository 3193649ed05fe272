package io.tillstream.quickstart.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tillstream.quickstart.catalog.Refusal.RefusedException;

/// What a product file says: rows with one handle are one product, and each of them that has a price or an option is a variant.
///
/// @param refusals what is left out, by line
record ProductFile(List<Product> products, List<Refusal> refusals) {

    static ProductFile parse(String csv, Currency currency) {
        Rows rows = Rows.of(csv);
        var reader = new Reader(currency, new ArrayList<>(rows.refusals()));
        rows.rows().forEach(reader::read);
        return reader.result();
    }

    int variants() {
        return products.stream().mapToInt(product -> product.variants().size()).sum();
    }

    private record Reader(Currency currency, List<Refusal> refusals, Map<String, Draft> drafts,
            Map<String, Long> skus) {

        Reader(Currency currency, List<Refusal> refusals) {
            this(currency, refusals, new LinkedHashMap<>(), new HashMap<>());
        }

        void read(Row row) {
            try {
                Draft draft = draft(row);
                draft.addImage(row);
                if (row.has(Columns.PRICE) || row.has(Columns.optionValue(1))) {
                    Product.Variant variant = VariantReader.read(row, draft.first(), currency);
                    refuseSecond(row, variant.sku());
                    draft.variants().add(variant);
                }
            } catch (RefusedException refused) {
                refusals.add(refused.refusal());
            }
        }

        private Draft draft(Row row) throws RefusedException {
            if (!row.has(Columns.HANDLE)) {
                throw Refusal.refused(row, Columns.HANDLE, "the product's handle, such as blue-shirt");
            }
            Draft known = drafts.get(row.get(Columns.HANDLE));
            if (known != null) {
                return known;
            }
            if (!row.has(Columns.TITLE)) {
                throw Refusal.refused(row, Columns.TITLE, "a title, as this is the first row of its product");
            }
            Draft started = new Draft(row, new ArrayList<>(), new ArrayList<>());
            drafts.put(row.get(Columns.HANDLE), started);
            return started;
        }

        private void refuseSecond(Row row, String sku) throws RefusedException {
            Long line = skus.putIfAbsent(sku, row.line());
            if (line != null) {
                throw new RefusedException(new Refusal(row.line(), Columns.SKU, sku,
                        "a SKU of its own; line " + line + " has this one already"));
            }
        }

        ProductFile result() {
            List<Product> products = drafts.values().stream().filter(draft -> !draft.variants().isEmpty())
                    .map(Draft::product).toList();
            return new ProductFile(products,
                    refusals.stream().sorted(Comparator.comparingLong(Refusal::line)).toList());
        }
    }

    /// @param images in the file's order; the first is the product's
    private record Draft(Row first, List<Product.Variant> variants, List<String> images) {

        void addImage(Row row) {
            if (row.has(Columns.IMAGE)) {
                images.add(row.get(Columns.IMAGE));
            }
        }

        Product product() {
            return new Product(first.get(Columns.HANDLE), first.get(Columns.TITLE), first.get(Columns.BODY),
                    images.isEmpty() ? "" : images.getFirst(), !first.get(Columns.PUBLISHED).equalsIgnoreCase("false"),
                    List.copyOf(variants));
        }
    }
}
