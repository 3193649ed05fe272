package io.tillstream.abandonment.activity;

import java.util.Set;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import io.tillstream.event.CartEvent;
import io.tillstream.schemas.Topics;

/// Keeps, for every cart that could still be bought, the event of its buyer's last action. A cart that was checked out leaves the store, and one
/// that is reopened comes back.
public final class ActivityTopology {

    public static final String STORE = "open-carts";

    /// What a buyer does. Everything else, such as a cart that is reopened because a card was declined, is not an action.
    private static final Set<String> BUYER_ACTIONS = Set.of("cart_created", "item_added", "quantity_changed",
            "item_removed", "contact_set", "discount_applied", "discount_removed", "shipping_address_set",
            "shipping_method_set");

    private ActivityTopology() {}

    public static Topology topology(Serde<CartEvent> events) {
        var builder = new StreamsBuilder();
        builder.stream(Topics.CART_EVENTS.name(), Consumed.with(Serdes.String(), events)).groupByKey()
                .<CartEvent>aggregate(() -> null,
                        (_, event, last) -> lastAction(last, event),
                        Materialized.<String, CartEvent, KeyValueStore<Bytes, byte[]>>as(STORE)
                                .withKeySerde(Serdes.String()).withValueSerde(events));
        return builder.build();
    }

    /// Null takes the cart out of the store.
    private static @Nullable CartEvent lastAction(@Nullable CartEvent last, CartEvent event) {
        if (!event.getStatus().equals("ACTIVE") && !event.getStatus().equals("ABANDONED")) {
            return null;
        }
        return last == null || BUYER_ACTIONS.contains(event.getType()) ? event : last;
    }
}
