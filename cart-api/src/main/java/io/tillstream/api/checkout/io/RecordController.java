package io.tillstream.api.checkout.io;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.checkout.Causes;
import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.checkout.RecordCursor;
import io.tillstream.api.checkout.RecordEvent;
import io.tillstream.api.checkout.StatusEvent;
import io.tillstream.api.checkout.io.OrderFeed.Signal;
import io.tillstream.api.checkout.io.OrderFeed.Subscription;
import io.tillstream.api.outcome.io.Waiters;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.StatusId;

/// What a checkout caused on the public topics, for the shop page. Each stream has a consumer of its own and nothing is kept between streams.
@RestController
@ConditionalOnBooleanProperty("tillstream.page")
class RecordController {

    private static final Logger LOG = LoggerFactory.getLogger(RecordController.class);

    /// A browser connects again and goes on after what it has seen; whoever is gone without a word holds a stream no longer than this.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// Shorter than other streams': one whose reader is gone is noticed when it is written to, and holds a slot until then.
    static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final CheckoutIds ids;
    private final CheckoutStore checkouts;
    private final OrderFeed feed;
    private final Waiters waiters;
    private final RecordReaders readers;
    private final Clock clock;
    private final RecordSlots slots = new RecordSlots();

    RecordController(CheckoutIds ids, CheckoutStore checkouts, OrderFeed feed, Waiters waiters, RecordReaders readers,
            Clock clock) {
        this.ids = ids;
        this.checkouts = checkouts;
        this.feed = feed;
        this.waiters = waiters;
        this.readers = readers;
        this.clock = clock;
    }

    @GetMapping("/checkouts/{id}/records")
    void records(@PathVariable String id, HttpMethod method,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response) throws InterruptedException {
        var checkout = ids.required(id);
        if (HttpMethod.HEAD.equals(method)) {
            return;
        }
        try (var _ = slots.take(checkout.command()).orElseThrow(
                () -> new ProblemException(ProblemCode.TOO_MANY_STREAMS, "Connect again later"))) {
            stream(checkout, RecordCursor.of(lastEventId), response);
        }
    }

    private void stream(StatusId id, RecordCursor cursor, HttpServletResponse response) throws InterruptedException {
        try (var signals = feed.subscribe(id.cart()); var outcome = waiters.register(id.command(), id.hashStart())) {
            var _ = outcome.outcome().thenRun(() -> signals.signal(new Signal.Decided()));
            var state = checkouts.state(id);
            var end = clock.instant().plus(LONGEST);
            EventStream.start(response);
            switch (decided(id, state, signals, end, response)) {
                case CheckoutState.Pending() -> LOG.debug("A stream ends with this instance, or at its longest");
                case CheckoutState.Refused(var _) -> EventStream.write(response, RecordEvent.END);
                case CheckoutState.Placed(var order) -> follow(id, order, cursor, signals, end, response);
            }
        } catch (IOException | KafkaException e) {
            LOG.debug("A stream breaks off; its reader connects again", e);
        }
    }

    /// Pending only if this instance stops, or at the end.
    private CheckoutState decided(StatusId id, CheckoutState first, Subscription signals, Instant end,
            HttpServletResponse response) throws IOException, InterruptedException {
        var state = first;
        while (state instanceof CheckoutState.Pending && clock.instant().isBefore(end)) {
            var signal = signals.next(HEARTBEAT);
            if (signal instanceof Signal.Stop) {
                return state;
            }
            if (signal == null) {
                EventStream.write(response, StatusEvent.HEARTBEAT);
            }
            state = checkouts.state(id);
        }
        return state;
    }

    private void follow(StatusId id, OrderView order, RecordCursor cursor, Subscription signals, Instant end,
            HttpServletResponse response) throws IOException, InterruptedException {
        var skus = order.lines().stream().map(OrderView.Line::sku).collect(Collectors.toSet());
        try (var reader = readers.open(id, order)) {
            new RecordStream(reader, text -> EventStream.write(response, text), cursor, clock)
                    .run(new Causes(id.command(), order.orderId(), skus), signals, end);
        }
    }
}
