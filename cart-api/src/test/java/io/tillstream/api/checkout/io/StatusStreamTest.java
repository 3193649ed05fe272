package io.tillstream.api.checkout.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.checkout.CheckoutState.Pending;
import io.tillstream.api.checkout.CheckoutState.Placed;
import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.checkout.OrderView.Change;
import io.tillstream.api.checkout.PaymentView;
import io.tillstream.api.checkout.StatusCursor;

class StatusStreamTest {

    private static final UUID CART = new UUID(2, 2);

    private final List<String> written = new ArrayList<>();
    private final OrderFeed feed = new OrderFeed();

    @Test
    void aHeartbeatTellsOfADelayOnceForEachVersion() throws IOException, InterruptedException {
        streams(List.of(order("PENDING_PAYMENT", 1, false), order("PENDING_PAYMENT", 1, false),
                order("PENDING_PAYMENT", 1, true), order("PENDING_PAYMENT", 1, true), order("CLOSING", 2, false),
                order("CLOSING", 2, true), order("CLOSING", 2, true), order("PAYMENT_FAILED", 3, false)));

        assertThat(written).extracting(StatusStreamTest::brief).containsExactly("id: 0", "id: 1 false", "id: 1 true",
                "id: 2 false", "id: 2 true", "id: 3 false");
    }

    @Test
    void aChangeBringsWhatTheBuyerNeedsForIt() throws IOException, InterruptedException {
        try (var signals = feed.subscribe(CART)) {
            feed.changed(CART.toString(), new Change(new UUID(1, 1).toString(), 2, "REQUIRES_ACTION", null));
            signals.signal(new OrderFeed.Signal.Stop());
            var payment = new PaymentView("REQUIRES_ACTION", "pi_1", "secret", "https://bank", null, null, null,
                    List.of(),
                    false);
            new StatusStream(() -> order("REQUIRES_ACTION", 2, payment), this::write, new StatusCursor(1),
                    Duration.ofMinutes(1)).run(order("PENDING_PAYMENT", 1, false), signals);
        }
        assertThat(written).singleElement().asString().startsWith("id: 2\n")
                .contains("\"client_secret\":\"secret\"", "\"action_url\":\"https://bank\"");
    }

    /// Looks at one state after the other, one a heartbeat.
    private void streams(List<CheckoutState> states) throws IOException, InterruptedException {
        var left = new ArrayList<>(states);
        try (var signals = feed.subscribe(CART)) {
            new StatusStream(left::removeFirst, this::write, new StatusCursor(-1), Duration.ofMillis(1))
                    .run(new Pending(), signals);
        }
        assertThat(left).isEmpty();
    }

    private void write(String text) {
        if (!text.startsWith(":")) {
            written.add(text);
        }
    }

    private static String brief(String event) {
        var id = event.lines().findFirst().orElseThrow();
        return event.contains("\"delayed\":") ? id + " " + event.contains("\"delayed\":true") : id;
    }

    private static CheckoutState order(String status, long version, boolean delayed) {
        return order(status, version,
                new PaymentView("REQUESTED", null, null, null, null, null, null, List.of(), delayed));
    }

    private static CheckoutState order(String status, long version, @Nullable PaymentView payment) {
        return new Placed(new OrderView(new UUID(1, 1), "K7QM-2F9X-8RTA", CART, status, version, null, "EUR",
                new OrderView.Totals(2400, 0, 0, 0, 0, 2400), null, List.of(), payment, Instant.EPOCH));
    }
}
