package io.tillstream.quickstart.catalog;

import java.util.List;
import java.util.Map;

/// A product of the file, with at least one variant.
///
/// @param id    its handle
/// @param image empty: none
record Product(String id, String title, String description, String image, boolean active, List<Variant> variants) {

    /// @param line  where it stands in the file
    /// @param price minor units
    /// @param image empty: none of its own
    /// @param stock units, 0 or more
    record Variant(long line, String sku, Map<String, String> attributes, long price, String image, int stock) {}
}
