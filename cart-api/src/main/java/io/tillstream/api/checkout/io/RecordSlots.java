package io.tillstream.api.checkout.io;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Room for streams of records. Each is a connection to Kafka: this is for people who look, not for a crowd, and nobody takes it all with one checkout.
final class RecordSlots {

    private static final int MOST = 64;
    private static final int MOST_OF_ONE = 2;

    private final Map<UUID, Integer> taken = new HashMap<>();
    private int all;

    /// Close it when the stream ends.
    interface Slot extends AutoCloseable {

        @Override
        void close();
    }

    /// Empty if this checkout, or this instance, has as many as it may.
    synchronized Optional<Slot> take(UUID command) {
        int own = taken.getOrDefault(command, 0);
        if (own == MOST_OF_ONE || all == MOST) {
            return Optional.empty();
        }
        taken.put(command, own + 1);
        all++;
        return Optional.of(() -> leave(command));
    }

    private synchronized void leave(UUID command) {
        taken.computeIfPresent(command, (id, own) -> own == 1 ? null : own - 1);
        all--;
    }
}
