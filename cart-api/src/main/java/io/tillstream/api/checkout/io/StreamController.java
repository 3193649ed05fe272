package io.tillstream.api.checkout.io;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.checkout.StatusCursor;
import io.tillstream.api.checkout.StatusEvent;
import io.tillstream.api.checkout.io.OrderFeed.Signal;
import io.tillstream.api.outcome.io.Waiters;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.settings.ApiSettings;

/// The changes of a checkout as they happen. A stream is a blocked virtual thread: there is no asynchronous machinery.
@RestController
class StreamController {

    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);

    private final CheckoutIds ids;
    private final CheckoutStore checkouts;
    private final OrderFeed feed;
    private final Waiters waiters;
    private final ApiSettings.Streams settings;
    private final Semaphore free;

    StreamController(CheckoutIds ids, CheckoutStore checkouts, OrderFeed feed, Waiters waiters, ApiSettings settings) {
        this.ids = ids;
        this.checkouts = checkouts;
        this.feed = feed;
        this.waiters = waiters;
        this.settings = settings.streams();
        this.free = new Semaphore(this.settings.maxOpen());
    }

    @GetMapping("/checkouts/{id}/events")
    void events(@PathVariable String id, HttpMethod method,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response) throws InterruptedException {
        var checkout = ids.required(id);
        if (HttpMethod.HEAD.equals(method)) {
            return;
        }
        if (!free.tryAcquire()) {
            throw new ProblemException(ProblemCode.TOO_MANY_STREAMS,
                    "Ask for the state with GET /checkouts/{id} instead, or connect again later");
        }
        try {
            stream(checkout, StatusEvent.lastSeen(lastEventId), response);
        } finally {
            free.release();
        }
    }

    private void stream(StatusId id, long seen, HttpServletResponse response) throws InterruptedException {
        try (var signals = feed.subscribe(id.cart()); var outcome = waiters.register(id.command(), id.hashStart())) {
            var _ = outcome.outcome().thenRun(() -> signals.signal(new Signal.Decided()));
            var first = checkouts.state(id);
            if (first instanceof CheckoutState.Placed(var order) && order.isFinal() && order.version() <= seen) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT); // tells an EventSource not to come back
                return;
            }
            EventStream.start(response);
            new StatusStream(() -> checkouts.state(id), text -> EventStream.write(response, text),
                    new StatusCursor(seen),
                    settings.heartbeat()).run(first, signals);
        } catch (IOException e) {
            LOG.debug("The reader of a stream is gone", e);
        }
    }
}
