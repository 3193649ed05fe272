package io.tillstream.quickstart.catalog;

/// The columns of Shopify's product export that are read.
final class Columns {

    static final String HANDLE = "Handle";
    static final String TITLE = "Title";
    static final String BODY = "Body (HTML)";
    static final String PUBLISHED = "Published";
    static final String SKU = "Variant SKU";
    static final String QUANTITY = "Variant Inventory Qty";
    static final String PRICE = "Variant Price";
    static final String IMAGE = "Image Src";
    static final String VARIANT_IMAGE = "Variant Image";
    static final int OPTIONS = 3;

    private Columns() {}

    /// @param number 1 to [#OPTIONS]
    static String optionName(int number) {
        return "Option" + number + " Name";
    }

    static String optionValue(int number) {
        return "Option" + number + " Value";
    }
}
