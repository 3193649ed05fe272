package io.tillstream.quickstart.bench;

import java.util.Map;

/// One way to turn the carts of a sale into orders.
interface Contender {

    /// @param seconds from the first checkout to the last order
    /// @param events  by topic, how many were written
    record Run(double seconds, Map<String, Integer> events) {}

    /// Returns when all are done.
    Run run(Sale sale) throws Exception;
}
