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

    /// The last records of an order are of one transaction, and its partitions need not show it at the same moment.
    private static final Duration LAST = Duration.ofSeconds(2);

    /// A browser connects again and goes on after what it has seen; whoever is gone without a word holds a consumer no longer than this.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final RecordReader reader;
    private final StatusStream.Sink sink;
    private final RecordCursor cursor;
    private final Clock clock;
    private final Duration heartbeat;

    RecordStream(RecordReader reader, StatusStream.Sink sink, RecordCursor cursor, Clock clock, Duration heartbeat) {
        this.reader = reader;
        this.sink = sink;
        this.cursor = cursor;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /// Writes until all was shown, the reader is gone, this instance stops, or for [#LONGEST].
    void run(Causes causes, Subscription signals) throws IOException, InterruptedException {
        var end = clock.instant().plus(LONGEST);
        var written = clock.instant();
        while (clock.instant().isBefore(end) && !(signals.next(Duration.ZERO) instanceof Signal.Stop)) {
            if (show(causes)) {
                written = clock.instant();
            } else if (causes.complete() && isLongSince(written, LAST)) {
                sink.write(RecordEvent.END);
                return;
            } else if (isLongSince(written, heartbeat)) {
                sink.write(StatusEvent.HEARTBEAT);
                written = clock.instant();
            }
        }
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
