package io.tillstream.stripesimulator;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.tillstream.stripesimulator.Undelivered.Delivery;
import io.tillstream.stripesimulator.WebhookPlan.SignedAt;

/// Brings events to the endpoints that want them: at least once, in order for one PaymentIntent as long as all goes well,
/// again with growing pauses for three days when it does not.
final class Courier implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Courier.class.getName());

    /// How deliveries went since the start.
    ///
    /// @param pending not taken yet
    /// @param sending under way at this moment
    record Tally(int pending, int sending, int delivered, int failedAttempts, int givenUp) {}

    private record Attempt(Delivery delivery, int number, boolean copy) {}

    private final Store store;
    private final Agenda agenda;
    private final long seed;
    private final Post post = new Post();
    private final ConcurrentMap<String, Lanes> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger failedAttempts = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private volatile WebhookPlan plan = WebhookPlan.USUAL;

    /// @param seed of plans that name none
    Courier(Store store, Agenda agenda, long seed) {
        this.store = store;
        this.agenda = agenda;
        this.seed = seed;
    }

    WebhookPlan plan() {
        return plan;
    }

    /// For what happens from now on.
    void set(WebhookPlan next) {
        plan = next;
    }

    Tally tally() {
        return new Tally(store.undelivered().size(), sending.get(), delivered.get(), failedAttempts.get(),
                givenUp.get());
    }

    void accept(List<Delivery> deliveries) {
        for (var delivery : deliveries) {
            var now = plan;
            long hash = Ids.hash(now.seed() == null ? seed : now.seed(), delivery.event().id(), delivery.endpoint());
            long due = delivery.event().cause().at() + now.delay(hash);
            at(due, new Attempt(delivery, 1, false));
            long copy = now.copy(hash);
            if (copy >= 0) {
                at(due + copy, new Attempt(delivery, 1, true));
            }
        }
    }

    private void at(long due, Attempt attempt) {
        agenda.at(due, () -> {
            if (!isDropped(attempt.delivery())) {
                handOver(attempt);
            }
        });
    }

    private void handOver(Attempt attempt) {
        boolean handedOver = false;
        sending.incrementAndGet();
        try {
            lanes(attempt.delivery().endpoint()).of(attempt.delivery().event().intent()).execute(() -> send(attempt));
            handedOver = true;
        } catch (RejectedExecutionException closingOrDeleted) {
            var _ = isDropped(attempt.delivery());
        } finally {
            if (!handedOver) {
                sending.decrementAndGet();
            }
        }
    }

    // nobody waits for it any more
    private boolean isDropped(Delivery delivery) {
        boolean gone = store.endpoints().find(delivery.endpoint()) == null;
        if (gone) {
            store.delivered(delivery);
        }
        return gone;
    }

    // each endpoint has its own: one that hangs does not keep the others waiting
    private Lanes lanes(String endpoint) {
        return lanes.computeIfAbsent(endpoint, id -> new Lanes());
    }

    /// For one that is gone. What is on its way ends there.
    void forget(String endpoint) {
        var left = lanes.remove(endpoint);
        if (left != null) {
            left.finish();
        }
    }

    private void send(Attempt attempt) {
        try {
            var delivery = attempt.delivery();
            var endpoint = store.endpoints().find(delivery.endpoint());
            if (endpoint == null) {
                store.delivered(delivery);
            } else if (attempt.copy() || store.undelivered().contains(delivery)) {
                judge(attempt, taken(delivery.event(), endpoint));
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "event " + attempt.delivery().event().id() + " is not sent before the next start", e);
        } finally {
            sending.decrementAndGet();
        }
    }

    private boolean taken(Event event, WebhookEndpoint endpoint) {
        try {
            return post.to(endpoint.wish().url(), body(event, endpoint), signer(endpoint));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "sending event " + event.id() + " failed", e);
            return false;
        }
    }

    private void judge(Attempt attempt, boolean taken) {
        if (taken) {
            delivered.incrementAndGet();
        } else {
            failedAttempts.incrementAndGet();
        }
        if (attempt.copy()) {
            return;
        }
        if (taken) {
            store.delivered(attempt.delivery());
        } else if (plan.exhausted(attempt.number())) {
            givenUp.incrementAndGet();
            store.delivered(attempt.delivery());
        } else {
            at(store.clock().millis() + plan.backoff(attempt.number()),
                    new Attempt(attempt.delivery(), attempt.number() + 1, false));
        }
    }

    private String body(Event event, WebhookEndpoint endpoint) {
        long wanting = store.endpoints().all().stream().filter(one -> one.wants(event)).count();
        return Json.text(EventJson.of(event, wanting, endpoint.wish().version()));
    }

    private Post.Signer signer(WebhookEndpoint endpoint) {
        var clock = store.clock();
        var secrets = endpoint.secrets().stream().filter(secret -> secret.valid(clock.millis()))
                .map(WebhookEndpoint.Secret::value).toList();
        var signedAt = plan.signedAt() != null
                ? plan.signedAt()
                : clock.hands().still() ? SignedAt.VIRTUAL : SignedAt.REAL;
        long millis = switch (signedAt) {
            case VIRTUAL -> clock.millis();
            case REAL -> clock.base().millis();
        };
        return payload -> Signature.header(secrets, millis / 1000, payload);
    }

    @Override
    public void close() {
        lanes.values().forEach(Lanes::close);
        post.close();
    }
}
