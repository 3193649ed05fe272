package io.tillstream.quickstart.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.bench.Report.Measured;

/// One contender and its runs.
final class Race {

    private final String name;
    private final int checkouts;
    private final Contender contender;
    private final List<Double> seconds = new ArrayList<>();
    private Map<String, Integer> rows = Map.of();
    private Map<String, Integer> events = Map.of();

    Race(String name, int checkouts, Contender contender) {
        this.name = name;
        this.checkouts = checkouts;
        this.contender = contender;
    }

    /// @param measured or only to warm up
    /// @throws Failure if it has not done all that it was to do, or more
    void run(JdbcTemplate jdbc, boolean measured) throws Exception {
        var sale = Sale.open(jdbc, checkouts);
        jdbc.execute("checkpoint"); // nobody pays for what another one has written
        var run = contender.run(sale);
        System.err.printf(Locale.ROOT, "  %-38s %,7d in %6.2f s, %,8.0f/s%s%n", name, checkouts, run.seconds(),
                checkouts / run.seconds(), measured ? "" : ", to warm up");
        rows = Rows.of(jdbc, sale);
        events = run.events();
        if (!rows.equals(Rows.expected(checkouts))) {
            throw new Failure("%s wrote %s for %d checkouts".formatted(name, rows, checkouts));
        }
        if (measured) {
            seconds.add(run.seconds());
        }
    }

    Measured measured() {
        return new Measured(name, checkouts, seconds, rows, events);
    }
}
