package io.tillstream.api.view.io;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.tillstream.api.view.CartView;
import io.tillstream.api.view.CartView.Document;

/// A cart from Redis, or from PostgreSQL when Redis does not have it.
@Component
public class Carts {

    private final CartCache cache;
    private final CartStore store;

    Carts(CartCache cache, CartStore store) {
        this.cache = cache;
        this.store = store;
    }

    /// Empty if there is no such cart, or if it is still on its way through Kafka.
    public Optional<Document> find(UUID cart) {
        var cached = cache.find(cart);
        if (cached.isPresent()) {
            return cached;
        }
        var stored = store.find(cart);
        stored.ifPresent(cache::offer);
        return stored.map(CartView::document);
    }
}
