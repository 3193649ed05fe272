package io.tillstream.quickstart.bench;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// What was measured.
record Report(Measured textbook, Measured limit, Measured tillstream) {

    /// @param rows   of one run, by name
    /// @param events of one run, by topic
    record Measured(String name, int checkouts, List<Double> seconds, Map<String, Integer> rows,
            Map<String, Integer> events) {

        /// Checkouts per second: the median of all runs, between the two in the middle if their number is even.
        double rate() {
            var sorted = rates();
            return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
        }

        List<Double> rates() {
            return seconds.stream().map(each -> checkouts / each).sorted().toList();
        }
    }

    String json() {
        return String.format(Locale.ROOT,
                "{\"textbook\":%.1f,\"limit\":%.1f,\"tillstream\":%.1f,\"vs_textbook\":%.2f,\"vs_limit\":%.3f}",
                textbook.rate(), limit.rate(), tillstream.rate(), tillstream.rate() / textbook.rate(),
                tillstream.rate() / limit.rate());
    }

    String table() {
        var text = new Formatter(Locale.ROOT);
        text.format("%-44s %9s %12s %17s %12s %9s%n", "", "checkouts", "checkouts/s", "all runs", "vs textbook",
                "vs limit");
        for (var each : List.of(textbook, limit, tillstream)) {
            text.format("%-44s %,9d %,12.0f %17s %11.1fx %8.2fx%n", each.name, each.checkouts, each.rate(),
                    String.join(" ",
                            each.rates().stream().map(rate -> String.format(Locale.ROOT, "%,.0f", rate)).toList()),
                    each.rate() / textbook.rate(), each.rate() / limit.rate());
        }
        text.format("%n");
        text.format("%-44s %12s %12s %12s%n", "Written for each checkout, as counted", "textbook", "limit",
                "Tillstream");
        tillstream.rows.keySet().forEach(name -> counts(text, name, Measured::rows));
        var topics = new TreeSet<>(tillstream.events.keySet());
        topics.addAll(textbook.events.keySet());
        topics.forEach(name -> counts(text, "events on " + name, each -> Map.of("events on " + name,
                each.events.getOrDefault(name, 0))));
        return text.toString().replaceAll(" +(\\R)", "$1").stripTrailing();
    }

    private void counts(Formatter text, String name,
            Function<Measured, Map<String, Integer>> counted) {
        text.format("%-44s %12.2f %12.2f %12.2f%n", "  " + name, perCheckout(textbook, name, counted),
                perCheckout(limit, name, counted), perCheckout(tillstream, name, counted));
    }

    private static double perCheckout(Measured measured, String name,
            Function<Measured, Map<String, Integer>> counted) {
        return counted.apply(measured).getOrDefault(name, 0) / (double) measured.checkouts;
    }
}
