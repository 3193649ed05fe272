package io.tillstream.stripesimulator;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Fault.Kind;

/// Faults by chance. What happens to a request depends on the seed, on what it asks, and on how often it has come already;
/// so the same requests meet the same faults, whatever the threads did.
final class FaultPlan {

    static final String EVERYTHING = "*";

    /// @param seed null is the simulator's
    /// @param faults rates of one operation must not exceed 1 together
    record Plan(@Nullable Long seed, List<Rate> faults) {

        static final Plan NONE = new Plan(null, List.of());

        /// @throws IllegalArgumentException for what cannot be meant
        Plan {
            faults = faults == null ? List.of() : List.copyOf(faults);
            for (var rate : faults) {
                double sum = faults.stream().filter(other -> other.concerns(rate.on())).mapToDouble(Rate::rate).sum();
                if (sum > 1) {
                    throw new IllegalArgumentException(
                            "the rates on %s are %s together, but 1 is all".formatted(rate.on(), sum));
                }
            }
        }
    }

    /// @param on an [Operation]'s word, or `*` for all
    /// @param rate 0 to 1
    /// @param value milliseconds; null is the kind's usual one
    record Rate(String on, Kind kind, Double rate, @Nullable Long value) {

        /// @throws IllegalArgumentException for what cannot be meant
        Rate {
            if (on == null || kind == null || rate == null) {
                throw new IllegalArgumentException("a fault needs \"on\", \"kind\" and \"rate\"");
            }
            if (!on.equals(EVERYTHING) && Operation.named(on).isEmpty()) {
                throw new IllegalArgumentException("no such operation: " + on);
            }
            if (rate < 0 || rate > 1) {
                throw new IllegalArgumentException("rate must be 0 to 1, but is " + rate);
            }
            Fault.requireValue(kind, value);
        }

        private boolean concerns(String operation) {
            return on.equals(EVERYTHING) || on.equals(operation);
        }

        private Fault fault() {
            return new Fault(kind, value != null ? value : kind.usualValue());
        }
    }

    private record Active(Plan plan, long seed, Counter seen) {}

    private final long usualSeed;
    private volatile Active active;

    /// @param usualSeed of plans that name none
    FaultPlan(long usualSeed) {
        this.usualSeed = usualSeed;
        active = new Active(Plan.NONE, usualSeed, new Counter());
    }

    /// Replaces the plan, and begins to count anew.
    void set(Plan plan) {
        active = new Active(plan, plan.seed() == null ? usualSeed : plan.seed(), new Counter());
    }

    Plan plan() {
        return active.plan();
    }

    /// @param identity what tells the request from others: its path and its parameters
    Fault next(Operation operation, String... identity) {
        var now = active;
        if (now.plan().faults().isEmpty()) {
            return Fault.NONE;
        }
        long request = Ids.hash(Ids.hash(now.seed(), operation.word()), identity);
        var count = now.seen().count(request);
        double chance = Ids.chance(request + count.times() + ((long) count.era() << Integer.SIZE));
        for (var rate : now.plan().faults()) {
            if (rate.concerns(operation.word())) {
                chance -= rate.rate();
                if (chance < 0) {
                    return rate.fault();
                }
            }
        }
        return Fault.NONE;
    }
}
