package io.tillstream.api.view.io;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.tillstream.api.identity.OwnedCart;
import io.tillstream.api.view.CartChange;
import io.tillstream.api.view.CartView;

/// A cart from Redis, or from PostgreSQL when Redis does not have it; compared with the catalogue of now. A cart that has expired is none.
@Component
public class Carts {

    private static final Logger LOG = LoggerFactory.getLogger(Carts.class);

    private final CartCache cache;
    private final CartStore store;
    private final OfferCache offers;
    private final Clock clock;

    Carts(CartCache cache, CartStore store, OfferCache offers, Clock clock) {
        this.cache = cache;
        this.store = store;
        this.offers = offers;
        this.clock = clock;
    }

    /// The cart with everything in it that was decided before this call; for whoever has just seen an outcome. Empty too if PostgreSQL does not
    /// answer.
    public Optional<CartView> fresh(UUID cart) {
        try {
            return stored(cart, cache.look(cart)).filter(this::live).map(this::compared);
        } catch (DataAccessException e) {
            LOG.debug("Cart {} not read", cart, e);
            return Optional.empty();
        }
    }

    /// Empty if there is no such cart of that owner, or if it is still on its way through Kafka.
    public Optional<CartView> find(OwnedCart cart) {
        var look = cache.look(cart.id());
        var found = look.cart() == null ? stored(cart.id(), look) : Optional.of(look.cart());
        return found.filter(this::live).filter(view -> view.user() == (cart.user() != null)).map(this::compared);
    }

    /// The user's latest cart that can be filled.
    public Optional<CartView> latestOf(String user) {
        return store.latestOf(user, clock.instant()).map(this::compared);
    }

    private Optional<CartView> stored(UUID cart, CartCache.Look look) {
        var stored = store.find(cart);
        stored.ifPresent(view -> cache.offer(view, look));
        return stored;
    }

    private boolean live(CartView cart) {
        return !cart.expired(clock.instant());
    }

    private CartView compared(CartView cart) {
        var skus = cart.lines().stream().map(CartView.Line::sku).toList();
        return cart.with(offers.find(skus).<List<CartChange>>map(found -> CartChange.of(cart, found)).orElse(null));
    }
}
