package io.tillstream.stripesimulator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Events that an endpoint has not taken yet.
final class Undelivered {

    /// @param endpoint its id
    record Delivery(Event event, String endpoint) {}

    private record Name(String event, String endpoint) {}

    private final Map<Name, Delivery> deliveries = new ConcurrentHashMap<>();

    void add(Delivery delivery) {
        deliveries.put(new Name(delivery.event().id(), delivery.endpoint()), delivery);
    }

    boolean contains(Delivery delivery) {
        return deliveries.containsKey(new Name(delivery.event().id(), delivery.endpoint()));
    }

    void remove(String event, String endpoint) {
        deliveries.remove(new Name(event, endpoint));
    }

    /// How many endpoints still wait for it.
    long of(Event event, Collection<WebhookEndpoint> endpoints) {
        return endpoints.stream().filter(endpoint -> deliveries.containsKey(new Name(event.id(), endpoint.id())))
                .count();
    }

    int size() {
        return deliveries.size();
    }

    /// In the order of the events.
    List<Delivery> all() {
        return deliveries.values().stream()
                .sorted((one, other) -> Long.compare(one.event().number(), other.event().number())).toList();
    }
}
