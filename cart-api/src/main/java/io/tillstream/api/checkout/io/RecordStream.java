package io.tillstream.api.checkout.io;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.tillstream.api.checkout.Causes;
import io.tillstream.api.checkout.RecordCursor;
import io.tillstream.api.checkout.RecordEvent;
import io.tillstream.api.checkout.StatusEvent;
import io.tillstream.api.checkout.io.OrderFeed.Signal;
import io.tillstream.api.checkout.io.OrderFeed.Subscription;

/// One reader's stream of the records of one checkout.
final class RecordStream {

    private static final Duration LOOK = Duration.ofMillis(500);

    /// How long the last records may keep a stream waiting: one transaction that hangs on their partitions holds back all after it.
    private static final Duration LAST = Duration.ofSeconds(10);

    private final RecordReader reader;
    private final StatusStream.Sink sink;
    private final RecordCursor cursor;
    private final Clock clock;

    RecordStream(RecordReader reader, StatusStream.Sink sink, RecordCursor cursor, Clock clock) {
        this.reader = reader;
        this.sink = sink;
        this.cursor = cursor;
        this.clock = clock;
    }

    /// Writes until all was shown, the reader is gone, this instance stops, or the end.
    void run(Causes causes, Subscription signals, Instant end) throws IOException, InterruptedException {
        var written = clock.instant();
        while (!causes.complete()) {
            if (!clock.instant().isBefore(end) || signals.next(Duration.ZERO) instanceof Signal.Stop) {
                return;
            }
            if (show(causes)) {
                written = clock.instant();
            } else if (isLongSince(written, RecordController.HEARTBEAT)) {
                sink.write(StatusEvent.HEARTBEAT);
                written = clock.instant();
            }
        }
        showLast(causes, signals);
    }

    /// The last records of an order are of one transaction, and were written before the first of them could be read; but its partitions need not
    /// show them at the same moment.
    private void showLast(Causes causes, Subscription signals) throws IOException, InterruptedException {
        var completed = clock.instant();
        var written = reader.written();
        while (!reader.isPast(written) && !isLongSince(completed, LAST)) {
            if (signals.next(Duration.ZERO) instanceof Signal.Stop) {
                return;
            }
            show(causes);
        }
        sink.write(RecordEvent.END);
    }

    private boolean isLongSince(Instant moment, Duration time) {
        return Duration.between(moment, clock.instant()).compareTo(time) >= 0;
    }

    /// Whether there was something to show.
    private boolean show(Causes causes) throws IOException {
        boolean shown = false;
        for (var record : reader.read(LOOK)) {
            for (var caused : causes.offer(record)) {
                if (cursor.advance(caused)) {
                    sink.write(RecordEvent.of(caused, reader.accepted(), cursor));
                    shown = true;
                }
            }
        }
        return shown;
    }
}
