package io.tillstream.quickstart.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.bench.Report.Measured;
import io.tillstream.schemas.Topics;

/// One contender and its runs.
final class Race {

    private static final List<String> ONE_EACH = List.of(Topics.CART_EVENTS.name(), Topics.ORDER_EVENTS.name(),
            Topics.PAYMENT_REQUESTS.name(), Topics.COMMAND_OUTCOMES.name());

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
        // nobody pays for what another one has written
        jdbc.execute("vacuum (analyze)");
        jdbc.execute("checkpoint");
        var run = contender.run(sale);
        System.err.printf(Locale.ROOT, "  %-38s %,7d in %6.2f s, %,8.0f/s%s%n", name, checkouts, run.seconds(),
                checkouts / run.seconds(), measured ? "" : ", to warm up");
        rows = Rows.of(jdbc, sale);
        events = run.events();
        if (!rows.equals(Rows.expected(checkouts)) || !isWhole(events)) {
            throw new Failure(
                    "%s wrote %s and the events %s for %d checkouts".formatted(name, rows, events, checkouts));
        }
        if (measured) {
            seconds.add(run.seconds());
        }
    }

    /// Whether there is one of each for every checkout; of stock, batches tell together.
    private boolean isWhole(Map<String, Integer> events) {
        return ONE_EACH.stream().allMatch(topic -> Integer.valueOf(checkouts).equals(events.get(topic)))
                && events.getOrDefault(Topics.INVENTORY_EVENTS.name(), 0) > 0;
    }

    Measured measured() {
        return new Measured(name, checkouts, seconds, rows, events);
    }
}
