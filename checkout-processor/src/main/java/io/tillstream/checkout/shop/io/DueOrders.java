package io.tillstream.checkout.shop.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.command.CartInternal;
import io.tillstream.command.OrderDue;
import io.tillstream.command.PaymentResult;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Tells the lanes of this process that time has passed for their orders, and what webhooks have said of orders that were not known then. It only sends
/// messages, and the lane that gets them decides by what it knows itself: one too many does no harm.
public final class DueOrders {

    private static final Logger log = LoggerFactory.getLogger(DueOrders.class);

    /// Of one look.
    private static final int MOST = 2_000;
    private static final int PAGES = 20;

    private record Due(UUID orderId, UUID cartId, OffsetDateTime dueAt) {}

    private final JdbcTemplate jdbc;
    private final WebhookStore webhooks;
    private final AvroCodec codec;
    private final Producer<byte[], byte[]> producer;
    private final Supplier<Map<Integer, Map<String, Long>>> lanes;
    private final Map<Integer, Long> asked = new HashMap<>();
    private final Map<Integer, Long> joined = new HashMap<>();

    /// @param producer acks=all, without transactions
    /// @param lanes    that run in this process: the next offset of each topic, by partition
    public DueOrders(JdbcTemplate jdbc, AvroCodec codec, Producer<byte[], byte[]> producer,
            Supplier<Map<Integer, Map<String, Long>>> lanes) {
        this.jdbc = jdbc;
        this.webhooks = new WebhookStore(jdbc);
        this.codec = codec;
        this.producer = producer;
        this.lanes = lanes;
    }

    /// A lane that has not come to what it was told before is told nothing more, so that its messages do not pile up.
    public synchronized void tell(Instant now) throws InterruptedException {
        var lanes = caughtUp(Topics.CART_INTERNAL, asked);
        var sent = new ArrayList<Future<RecordMetadata>>();
        if (!lanes.isEmpty()) {
            for (var due : due(now, lanes)) {
                sent.add(send(Topics.CART_INTERNAL, key(due.cartId()), message(due)));
            }
        }
        for (var each : sent) {
            await(each, asked);
        }
    }

    /// Lanes that run here and have come to what they were told last.
    private Set<Integer> caughtUp(Topic<?> topic, Map<Integer, Long> told) {
        var running = new HashMap<>(lanes.get());
        told.keySet().retainAll(running.keySet());
        running.entrySet().removeIf(lane -> lane.getValue().getOrDefault(topic.name(), 0L) <= told
                .getOrDefault(lane.getKey(), -1L));
        return running.keySet();
    }

    /// The orders of a lane that does not run, or runs elsewhere, may be the oldest: they must not hide those of the others.
    private List<Due> due(Instant now, Set<Integer> lanes) {
        var due = new ArrayList<Due>();
        var last = new Due(new UUID(0, 0), new UUID(0, 0), OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC));
        for (int page = 0; page < PAGES && due.size() < MOST; page++) {
            var next = page(now, last);
            next.stream().filter(each -> lanes.stream()
                    .anyMatch(lane -> LaneGroup.belongs(key(each.cartId()), lane, Topics.LANES))).forEach(due::add);
            if (next.size() < MOST) {
                return due;
            }
            last = next.getLast();
        }
        return due;
    }

    private List<Due> page(Instant now, Due after) {
        return jdbc.query("""
                select o.order_id, o.cart_id, p.due_at from payment p join orders o using (order_id)
                where p.due_at <= ? and (p.due_at, p.order_id) > (?, ?) order by p.due_at, p.order_id limit ?""",
                (rs, _) -> new Due(rs.getObject("order_id", UUID.class), rs.getObject("cart_id", UUID.class),
                        rs.getObject("due_at", OffsetDateTime.class)),
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC), after.dueAt(), after.orderId(), MOST);
    }

    private static CartInternal message(Due due) {
        var cart = due.cartId().toString();
        return new CartInternal(due.orderId().toString(), cart, cart, new OrderDue(due.orderId().toString()));
    }

    /// What waits for its order is said again once that is there.
    public synchronized void join() throws InterruptedException {
        var lanes = caughtUp(Topics.PAYMENT_RESULTS, joined);
        for (var waiting : lanes.isEmpty() ? List.<WebhookStore.Joined>of() : webhooks.joinable(MOST)) {
            var key = key(waiting.cartId());
            if (lanes.stream().anyMatch(lane -> LaneGroup.belongs(key, lane, Topics.LANES))) {
                join(waiting, key);
            }
        }
    }

    private void join(WebhookStore.Joined waiting, byte[] key) throws InterruptedException {
        try {
            var result = codec.decode(Topics.PAYMENT_RESULTS, waiting.result());
            await(send(Topics.PAYMENT_RESULTS, key, new PaymentResult(waiting.orderId().toString(),
                    waiting.cartId().toString(), result.getBody(), waiting.eventId())), joined);
        } catch (UndecodableException e) {
            log.error("ALARM what Stripe's event {} has said cannot be read: {}", waiting.eventId(), e.getMessage());
        }
    }

    private static byte[] key(UUID cart) {
        return cart.toString().getBytes(StandardCharsets.UTF_8);
    }

    private <V extends SpecificRecord> Future<RecordMetadata> send(Topic<V> topic, byte[] key,
            V value) {
        return producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(topic, value)));
    }

    private void await(Future<RecordMetadata> sent, Map<Integer, Long> told) throws InterruptedException {
        try {
            var at = sent.get();
            told.merge(at.partition(), at.offset(), Math::max);
        } catch (ExecutionException e) {
            log.warn("a lane was not told: {}; it is told again later", String.valueOf(e.getCause()));
        }
    }
}
