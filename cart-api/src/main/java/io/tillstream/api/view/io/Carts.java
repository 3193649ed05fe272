package io.tillstream.api.view.io;

import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.tillstream.api.view.CartView;
import io.tillstream.api.view.CartView.Document;

/// A cart from Redis, or from PostgreSQL when Redis does not have it.
@Component
public class Carts {

    private static final Logger LOG = LoggerFactory.getLogger(Carts.class);

    private final CartCache cache;
    private final CartStore store;

    Carts(CartCache cache, CartStore store) {
        this.cache = cache;
        this.store = store;
    }

    /// The cart with everything in it that was decided before this call; for whoever has just seen an outcome. Empty too if PostgreSQL does not
    /// answer.
    public Optional<CartView> fresh(UUID cart) {
        try {
            var stored = store.find(cart);
            stored.ifPresent(cache::offer);
            return stored;
        } catch (DataAccessException e) {
            LOG.debug("Cart {} not read", cart, e);
            return Optional.empty();
        }
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
