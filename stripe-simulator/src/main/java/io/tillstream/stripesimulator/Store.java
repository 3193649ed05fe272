package io.tillstream.stripesimulator;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.JournalLine.Committed;
import io.tillstream.stripesimulator.JournalLine.Kept;
import io.tillstream.stripesimulator.JournalLine.Opened;

/// Memory and journal as one: what is committed is in both.
final class Store implements Closeable {

    private final Ledger ledger = new Ledger();
    private final IdempotencyKeys keys;
    private final Journal journal;
    private final Ids ids;
    private long opened;
    private long lastObject;

    /// @throws IOException when the journal cannot be read or is in use
    Store(Settings settings) throws IOException {
        InstantSource clock = settings.clock();
        var directory = settings.dataDirectory();
        keys = new IdempotencyKeys(clock);
        journal = directory == null ? Journal.none() : Journal.open(directory, this::replay);
        ids = new Ids(settings.seed(), opened, lastObject);
        journal.append(new Opened(clock.millis()));
    }

    Ledger ledger() {
        return ledger;
    }

    IdempotencyKeys keys() {
        return keys;
    }

    Ids ids() {
        return ids;
    }

    /// Makes the outcome true. Whoever decided it still holds the lock of the PaymentIntent.
    ///
    /// @param kept null for a request without idempotency key
    /// @throws java.io.UncheckedIOException when the journal could not be written; then nothing has happened
    Committed commit(Outcome outcome, @Nullable Kept kept) {
        var line = new Committed(ids.lastObject(), outcome.intent(), outcome.charge(), kept);
        if (kept != null || outcome.changed()) {
            journal.append(line);
            apply(line);
        }
        return line;
    }

    private void replay(JournalLine line) {
        switch (line) {
            case Opened _ -> opened++;
            case Committed committed -> {
                lastObject = Math.max(lastObject, committed.lastObject());
                apply(committed);
            }
        }
    }

    private void apply(Committed line) {
        if (line.intent() != null) {
            ledger.apply(line.intent(), line.charge());
        }
        if (line.kept() != null) {
            keys.keep(line.kept(), line);
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
