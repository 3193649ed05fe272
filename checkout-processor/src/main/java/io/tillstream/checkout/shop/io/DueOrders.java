package io.tillstream.checkout.shop.io;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// Of one look, over all lanes.
    private static final int MOST = 2_000;

    private record Due(UUID orderId, UUID cartId) {}

    private final JdbcTemplate jdbc;
    private final WebhookStore webhooks;
    private final AvroCodec codec;
    private final Producer<byte[], byte[]> producer;
    private final Supplier<Map<Integer, Map<String, Long>>> lanes;
    private final Map<Integer, Long> asked = new HashMap<>();

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
        var running = new HashMap<>(lanes.get());
        asked.keySet().retainAll(running.keySet());
        running.entrySet().removeIf(lane -> lane.getValue()
                .getOrDefault(Topics.CART_INTERNAL.name(), 0L) <= asked.getOrDefault(lane.getKey(), -1L));
        var sent = new ArrayList<Future<RecordMetadata>>();
        if (!running.isEmpty()) {
            for (var due : due(now)) {
                var key = key(due.cartId());
                if (running.keySet().stream().anyMatch(lane -> LaneGroup.belongs(key, lane, Topics.LANES))) {
                    sent.add(send(Topics.CART_INTERNAL, key, message(due)));
                }
            }
        }
        for (var each : sent) {
            await(each);
        }
    }

    private List<Due> due(Instant now) {
        return jdbc.query("""
                select o.order_id, o.cart_id from payment p join orders o using (order_id)
                where p.due_at <= ? order by p.due_at limit ?""",
                (rs, _) -> new Due(rs.getObject("order_id", UUID.class), rs.getObject("cart_id", UUID.class)),
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC), MOST);
    }

    private static CartInternal message(Due due) {
        var cart = due.cartId().toString();
        return new CartInternal(due.orderId().toString(), cart, cart, new OrderDue(due.orderId().toString()));
    }

    /// What waits for its order is said again once that is there.
    public void join() throws InterruptedException {
        for (var joined : webhooks.joinable(MOST)) {
            try {
                var result = codec.decode(Topics.PAYMENT_RESULTS, joined.result());
                await(send(Topics.PAYMENT_RESULTS, key(joined.cartId()),
                        new PaymentResult(joined.orderId().toString(), joined.cartId().toString(), result.getBody(),
                                joined.eventId())));
            } catch (UndecodableException e) {
                log.error("ALARM what Stripe's event {} has said cannot be read: {}", joined.eventId(), e.getMessage());
            }
        }
    }

    private static byte[] key(UUID cart) {
        return cart.toString().getBytes(StandardCharsets.UTF_8);
    }

    private <V extends SpecificRecord> Future<RecordMetadata> send(Topic<V> topic, byte[] key,
            V value) {
        return producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(topic, value)));
    }

    private void await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            var at = sent.get();
            if (at.topic().equals(Topics.CART_INTERNAL.name())) {
                asked.merge(at.partition(), at.offset(), Math::max);
            }
        } catch (ExecutionException e) {
            log.warn("a lane was not told: {}; it is told again later", String.valueOf(e.getCause()));
        }
    }
}
