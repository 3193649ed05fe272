package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import io.tillstream.quickstart.Failure;

/// The file as rows, whatever they say.
///
/// @param refusals rows that have another number of columns than the header
record Rows(List<Row> rows, List<Refusal> refusals) {

    private static final List<String> NEEDED = List.of(Columns.HANDLE, Columns.TITLE, Columns.PRICE);

    /// @throws Failure if the header lacks a column without which nothing can be imported
    static Rows of(String csv) {
        var rows = new Rows(new ArrayList<>(), new ArrayList<>());
        // Empty lines count, or the line numbers would be wrong.
        var format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv.startsWith("\uFEFF") ? csv.substring(1) : csv),
                format)) {
            rows.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private void read(CSVParser parser) {
        var records = parser.iterator();
        List<String> header = records.hasNext() ? strip(records.next()) : List.of();
        for (String column : NEEDED) {
            if (!header.contains(column)) {
                throw new Failure("The file has no column \"" + column
                        + "\"; its first line must name the columns as Shopify's product export does");
            }
        }
        long line = parser.getCurrentLineNumber() + 1;
        try {
            while (records.hasNext()) {
                add(line, header, records.next());
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException broken) {
            refusals.add(new Refusal(line, "the row", "(unreadable)",
                    "closed quotes; nothing after this line was read"));
        }
    }

    private void add(long line, List<String> header, CSVRecord row) {
        List<String> fields = strip(row);
        if (fields.equals(List.of(""))) {
            return;
        }
        if (fields.size() != header.size()) {
            refusals.add(new Refusal(line, "the number of columns", Integer.toString(fields.size()),
                    header.size() + " as in the header"));
            return;
        }
        var values = new HashMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
            values.put(header.get(i), fields.get(i));
        }
        rows.add(new Row(line, values));
    }

    private static List<String> strip(CSVRecord row) {
        return row.stream().map(String::strip).toList();
    }
}
