package io.tillstream.stripesimulator;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.JournalLine.ClockMoved;
import io.tillstream.stripesimulator.JournalLine.Committed;
import io.tillstream.stripesimulator.JournalLine.Delivered;
import io.tillstream.stripesimulator.JournalLine.Kept;
import io.tillstream.stripesimulator.JournalLine.Opened;
import io.tillstream.stripesimulator.Timeline.Position;
import io.tillstream.stripesimulator.Undelivered.Delivery;

/// Memory and journal as one: what is committed is in both.
final class Store implements Closeable {

    /// Hears of every change once it is true.
    interface Listener {

        void changed(Change change, List<Delivery> deliveries);
    }

    private final Ledger ledger = new Ledger();
    private final EventLog events;
    private final Timeline<WebhookEndpoint> endpoints = new Timeline<>("webhook_endpoint");
    private final Undelivered undelivered = new Undelivered();
    private final VirtualClock clock;
    private final IdempotencyKeys keys;
    private final Journal journal;
    private final Ids ids;
    private volatile Listener listener = (change, deliveries) -> {};
    private long opened;
    private long lastObject;

    /// @throws IOException when the journal cannot be read or is in use
    Store(Settings settings) throws IOException {
        clock = new VirtualClock(settings.clock());
        events = new EventLog(settings.eventsKept());
        var directory = settings.dataDirectory();
        keys = new IdempotencyKeys(clock);
        journal = directory == null ? Journal.none() : Journal.open(directory, this::replay);
        ids = new Ids(settings.seed(), opened, lastObject);
        try {
            journal.append(new Opened(clock.millis()));
        } catch (Throwable e) {
            journal.close();
            throw e;
        }
    }

    Ledger ledger() {
        return ledger;
    }

    Timeline<Event> events() {
        return events.timeline();
    }

    Timeline<WebhookEndpoint> endpoints() {
        return endpoints;
    }

    Undelivered undelivered() {
        return undelivered;
    }

    IdempotencyKeys keys() {
        return keys;
    }

    Ids ids() {
        return ids;
    }

    VirtualClock clock() {
        return clock;
    }

    void listen(Listener heard) {
        listener = heard;
    }

    /// Makes the outcome true. Whoever decided it still holds the lock of the PaymentIntent.
    ///
    /// @param kept null for a request without idempotency key
    /// @throws java.io.UncheckedIOException when the journal could not be written; then nothing has happened
    void commit(Outcome outcome, Cause cause, @Nullable Kept kept) {
        var line = new Committed(ids.lastObject(), cause, outcome.change(), outcome.changed(), kept);
        if (kept != null || outcome.changed()) {
            journal.append(line);
            listener.changed(line.change(), apply(line));
        }
    }

    void move(VirtualClock.Hands hands) {
        journal.append(new ClockMoved(hands));
        clock.move(hands);
        keys.forgetExpired();
    }

    /// Nothing is sent again.
    void delivered(Delivery delivery) {
        journal.append(new Delivered(delivery.event().id(), delivery.endpoint()));
        undelivered.remove(delivery.event().id(), delivery.endpoint());
    }

    private void replay(JournalLine line) {
        switch (line) {
            case Opened _ -> opened++;
            case Committed committed -> {
                lastObject = Math.max(lastObject, committed.lastObject());
                apply(committed.sharing(committed.change().intent() == null
                        ? null
                        : ledger.find(committed.change().intent().id())));
            }
            case Delivered(var event, var endpoint) -> undelivered.remove(event, endpoint);
            case ClockMoved(var hands) -> clock.move(hands);
        }
    }

    private List<Delivery> apply(Committed line) {
        if (line.kept() != null) {
            keys.keep(line.kept(), line);
        }
        var change = line.change();
        if (!line.changed()) {
            return List.of();
        }
        if (change.endpoint() != null) {
            apply(change.endpoint());
        }
        return change.intent() == null ? List.of() : apply(change.intent(), line);
    }

    private List<Delivery> apply(PaymentIntent intent, Committed line) {
        var before = ledger.apply(intent, line.change());
        var deliveries = new ArrayList<Delivery>();
        for (var event : events.add(line.cause(), Happenings.of(before, intent, line.change()))) {
            for (var endpoint : endpoints.all()) {
                if (endpoint.wants(event)) {
                    deliveries.add(new Delivery(event, endpoint.id()));
                }
            }
        }
        deliveries.forEach(undelivered::add);
        return deliveries;
    }

    private void apply(WebhookEndpoint endpoint) {
        if (endpoint.deleted()) {
            endpoints.forget(endpoint.id());
        } else {
            endpoints.put(endpoint.id(), new Position(endpoint.created(), endpoint.number()), endpoint);
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
