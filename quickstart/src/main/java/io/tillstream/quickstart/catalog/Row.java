package io.tillstream.quickstart.catalog;

import java.util.Map;

/// One line of the file.
///
/// @param values by column name, stripped; a column that the file does not have is empty
record Row(long line, Map<String, String> values) {

    String get(String column) {
        return values.getOrDefault(column, "");
    }

    boolean has(String column) {
        return !get(column).isEmpty();
    }
}
