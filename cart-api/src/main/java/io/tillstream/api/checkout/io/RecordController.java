package io.tillstream.api.checkout.io;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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
import io.tillstream.api.settings.ApiSettings;

/// What a checkout caused on the public topics, for the shop page. Each stream has a consumer of its own and nothing is kept between streams.
@RestController
@ConditionalOnProperty("tillstream.page")
class RecordController {

    private static final Logger LOG = LoggerFactory.getLogger(RecordController.class);

    /// Each is a connection to Kafka: this is for people who look, not for a crowd.
    private static final int MOST_OPEN = 64;

    private final CheckoutIds ids;
    private final CheckoutStore checkouts;
    private final OrderFeed feed;
    private final Waiters waiters;
    private final RecordReaders readers;
    private final ApiSettings.Streams settings;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MOST_OPEN);

    RecordController(CheckoutIds ids, CheckoutStore checkouts, OrderFeed feed, Waiters waiters, RecordReaders readers,
            ApiSettings settings, Clock clock) {
        this.ids = ids;
        this.checkouts = checkouts;
        this.feed = feed;
        this.waiters = waiters;
        this.readers = readers;
        this.settings = settings.streams();
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
        if (!free.tryAcquire()) {
            throw new ProblemException(ProblemCode.TOO_MANY_STREAMS, "Connect again later");
        }
        try {
            stream(checkout, RecordCursor.of(lastEventId), response);
        } finally {
            free.release();
        }
    }

    private void stream(StatusId id, RecordCursor cursor, HttpServletResponse response) throws InterruptedException {
        try (var signals = feed.subscribe(id.cart()); var outcome = waiters.register(id.command(), id.hashStart())) {
            var _ = outcome.outcome().thenRun(() -> signals.signal(new Signal.Decided()));
            var state = checkouts.state(id);
            EventStream.start(response);
            switch (decided(id, state, signals, response)) {
                case CheckoutState.Pending() -> LOG.debug("A stream ends with this instance");
                case CheckoutState.Refused(var _) -> EventStream.write(response, RecordEvent.END);
                case CheckoutState.Placed(var order) -> follow(id, order, cursor, signals, response);
            }
        } catch (IOException | KafkaException e) {
            LOG.debug("A stream breaks off; its reader connects again", e);
        }
    }

    /// Pending only if this instance stops.
    private CheckoutState decided(StatusId id, CheckoutState first, Subscription signals, HttpServletResponse response)
            throws IOException, InterruptedException {
        var state = first;
        while (state instanceof CheckoutState.Pending) {
            var signal = signals.next(settings.heartbeat());
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

    private void follow(StatusId id, OrderView order, RecordCursor cursor, Subscription signals,
            HttpServletResponse response) throws IOException, InterruptedException {
        var skus = order.lines().stream().map(OrderView.Line::sku).collect(Collectors.toSet());
        try (var reader = readers.open(id, order)) {
            new RecordStream(reader, text -> EventStream.write(response, text), cursor, clock, settings.heartbeat())
                    .run(new Causes(id.command(), order.orderId(), skus), signals);
        }
    }
}
