package io.tillstream.api.checkout.io;

import java.io.IOException;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.checkout.CheckoutState.Placed;
import io.tillstream.api.checkout.StatusCursor;
import io.tillstream.api.checkout.StatusEvent;
import io.tillstream.api.checkout.io.OrderFeed.Signal;
import io.tillstream.api.checkout.io.OrderFeed.Subscription;

/// One reader's stream of one checkout.
final class StatusStream {

    private static final Logger LOG = LoggerFactory.getLogger(StatusStream.class);

    /// The state of the checkout in the tables, now.
    @FunctionalInterface
    interface Source {

        CheckoutState now();
    }

    /// Where the text goes, at once.
    @FunctionalInterface
    interface Sink {

        void write(String text) throws IOException;
    }

    private final Source source;
    private final Sink sink;
    private final StatusCursor cursor;
    private final Duration heartbeat;

    StatusStream(Source source, Sink sink, StatusCursor cursor, Duration heartbeat) {
        this.source = source;
        this.sink = sink;
        this.cursor = cursor;
        this.heartbeat = heartbeat;
    }

    /// Writes until a final state was shown, the reader is gone, or this instance stops.
    ///
    /// @param signals subscribed before `first` was read, so that nothing happens between the two unseen
    void run(CheckoutState first, Subscription signals) throws IOException, InterruptedException {
        boolean over = show(first);
        while (!over) {
            over = switch (signals.next(heartbeat)) {
                case null -> silent();
                case Signal.Stop() -> true;
                case Signal.Decided() -> look(null);
                case Signal.Changed(var change) -> look(change);
            };
        }
    }

    /// A heartbeat, and a look of its own: signals may be dropped.
    private boolean silent() throws IOException {
        sink.write(StatusEvent.HEARTBEAT);
        return look(null);
    }

    private boolean look(io.tillstream.api.checkout.OrderView.@org.jspecify.annotations.Nullable Change change)
            throws IOException {
        try {
            var state = source.now();
            return show(change != null && state instanceof Placed(var order)
                    && order.orderId().toString().equals(change.orderId()) ? new Placed(order.at(change)) : state);
        } catch (DataAccessException e) {
            LOG.debug("No look at the order now, the next heartbeat tries again", e);
            return false;
        }
    }

    /// Whether that was the last there is to show.
    private boolean show(CheckoutState state) throws IOException {
        if (cursor.advance(state)) {
            sink.write(StatusEvent.of(state));
        }
        return state.isFinal();
    }
}
