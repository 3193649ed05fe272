package io.tillstream.stripesimulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.Control.Action;
import io.tillstream.stripesimulator.VirtualClock.Hands;
import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;

/// The hands of the clock. What became due has happened when the answer comes; deliveries of events are under way.
record ClockControl(Store store, Agenda agenda) {

    /// One of them.
    ///
    /// @param now where the clock then stands still
    /// @param advance by how much it is moved forward; standing or not, it stays so
    private record Move(@Nullable Instant now, @Nullable Duration advance) {}

    private record Shown(Instant now, boolean still) {}

    Map<String, Action> actions() {
        return Map.of("GET /clock", (_, _) -> shown(), "POST /clock", (request, _) -> move(request));
    }

    private Response move(Request request) {
        var move = Control.JSON.readValue(request.body(), Move.class);
        var clock = store.clock();
        if (move.now() == null == (move.advance() == null)) {
            throw new IllegalArgumentException("one of now and advance must be given");
        }
        if (move.advance() != null && move.advance().isNegative()) {
            throw new IllegalArgumentException("advance must not be negative, but is " + move.advance());
        }
        synchronized (clock) {
            if (move.now() != null && move.now().isBefore(clock.instant()) && !store.ledger().isEmpty()) {
                return Control.error(409,
                        "the clock does not go back once there are payments: it is " + clock.instant());
            }
            store.move(move.advance() != null ? clock.advancedBy(move.advance()) : standing(move.now()));
        }
        agenda.runDue();
        return shown();
    }

    private static Hands standing(@Nullable Instant now) {
        return new Hands(true, now == null ? 0 : now.toEpochMilli());
    }

    private Response shown() {
        return Control.reply(new Shown(store.clock().instant(), store.clock().hands().still()));
    }
}
