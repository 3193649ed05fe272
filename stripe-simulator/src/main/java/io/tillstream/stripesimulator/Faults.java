package io.tillstream.stripesimulator;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Fault.Kind;

/// Faults to come, used up in the order in which they were given.
final class Faults {

    /// @param on an [Operation]'s word
    /// @param times null is once
    /// @param value milliseconds; null is the kind's usual one
    record Rule(String on, Kind kind, @Nullable Integer times, @Nullable Long value) {

        /// @throws IllegalArgumentException for what cannot be meant
        Rule {
            if (on == null || kind == null) {
                throw new IllegalArgumentException("a fault needs \"on\" and \"kind\"");
            }
            if (Operation.named(on).isEmpty()) {
                throw new IllegalArgumentException("no such operation: " + on);
            }
            if (times != null && times < 1) {
                throw new IllegalArgumentException("times must be at least 1, but is " + times);
            }
            Fault.requireValue(kind, value);
        }

        private int remaining() {
            return times == null ? 1 : times;
        }

        private Rule less() {
            return new Rule(on, kind, remaining() - 1, value);
        }

        private Fault fault() {
            return new Fault(kind, value != null ? value : kind.usualValue());
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    synchronized void add(List<Rule> more) {
        rules.addAll(more);
    }

    synchronized void clear() {
        rules.clear();
    }

    synchronized List<Rule> remaining() {
        return List.copyOf(rules);
    }

    /// The next fault for this operation, which it uses up; null when there is none.
    synchronized @Nullable Fault next(Operation operation) {
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            if (rule.on().equals(operation.word())) {
                if (rule.remaining() == 1) {
                    rules.remove(i);
                } else {
                    rules.set(i, rule.less());
                }
                return rule.fault();
            }
        }
        return null;
    }
}
