package io.tillstream.checkout.shop;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.Caller;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.MergeInto;
import io.tillstream.checkout.cart.CartCommand.TakeOver;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.MergeDecider;
import io.tillstream.checkout.cart.MergePolicy;
import io.tillstream.checkout.cart.SavedLine;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.Variant;

/// A shop in which Ada signs in: what carts say to each other arrives when the test says so.
final class MergingShop {

    static final Instant NOON = PricedShop.NOON;
    static final String ADA = "ada";

    final Shop shop;
    private final Pricing pricing;
    private final CartRules rules;
    private final Map<UUID, Cart> before = new HashMap<>();
    private int delivered;
    private long ids;

    MergingShop(MergePolicy policy, Variant... variants) {
        this(policy, Pricing.NONE, variants);
    }

    MergingShop(MergePolicy policy, Pricing pricing, Variant... variants) {
        this(pricing, new CartRules(CartRules.DEFAULTS.guestExpiry(), null, policy, false), variants);
    }

    MergingShop(Pricing pricing, CartRules rules, Variant... variants) {
        this(new Shop(List.of(), List.of(), List.of(variants), List.of(), pricing, rules), pricing, rules);
    }

    private MergingShop(Shop shop, Pricing pricing, CartRules rules) {
        this.shop = shop;
        this.pricing = pricing;
        this.rules = rules;
    }

    /// The same carts, and other variants.
    MergingShop later(Variant... variants) {
        var carts = carts();
        var later = new MergingShop(
                new Shop(carts.values(), List.of(), List.of(variants), shop.newlyDecided(), pricing, rules), pricing,
                rules);
        later.before.putAll(carts);
        later.ids = ids;
        return later;
    }

    static Variant variant(String sku, long price, int stock) {
        return new Variant(sku, "A " + sku, "EUR", price, true, stock, 1, "p-" + sku, "standard");
    }

    UUID guest(CartLine... lines) {
        return cart(null, lines);
    }

    UUID adas(CartLine... lines) {
        return cart(ADA, lines);
    }

    private UUID cart(@Nullable String user, CartLine... lines) {
        var cart = new UUID(7, ids);
        ask(cart, user, new CreateCart("EUR"));
        for (var line : lines) {
            ask(cart, user, new AddItem(line.sku(), line.quantity(), line.options()));
        }
        return cart;
    }

    static CartLine line(String sku, int quantity, String... options) {
        Map<String, String> map = options.length == 0 ? Map.of() : Map.of("text", options[0]);
        return new CartLine(CartLine.id(sku, map), sku, "", map, quantity, 0);
    }

    Outcome ask(UUID cart, @Nullable String user, Ask ask) {
        return ask(cart, user, ask, NOON);
    }

    Outcome ask(UUID cart, @Nullable String user, Ask ask, Instant at) {
        return decide(new CartCommand(new UUID(3, ids++), cart, "hash", new Caller(user, null), ask, at));
    }

    /// @return of the guest's lane
    Outcome mergeInto(UUID guest, UUID cart) {
        return ask(guest, ADA, new MergeInto(cart));
    }

    /// @return of the lane of Ada's cart
    Outcome merge(UUID guest, UUID cart) {
        mergeInto(guest, cart);
        var outcome = takeOver();
        deliver();
        return outcome;
    }

    /// Delivers one [Event.TakeOverDue], which is due.
    Outcome takeOver() {
        while (!(shop.happened().get(delivered).event() instanceof Event.TakeOverDue)) {
            delivered++;
        }
        return decide(command((Event.TakeOverDue) shop.happened().get(delivered++).event()));
    }

    void deliver() {
        for (; delivered < shop.happened().size(); delivered++) {
            if (shop.happened().get(delivered).event() instanceof Event.TakeOverDue due) {
                decide(command(due));
            } else if (shop.happened().get(delivered).event() instanceof Event.GiveBackDue(var back)) {
                shop.decide(back, NOON);
            }
        }
    }

    static CartCommand command(Event.TakeOverDue due) {
        var guest = due.guest();
        return new CartCommand(MergeDecider.takeOver(guest), due.into(), "take-over", new Caller(due.userId(), null),
                new TakeOver(guest.id(), guest.currency(), guest.lines(), guest.saved(), guest.email(),
                        guest.terms()),
                NOON);
    }

    Outcome decide(CartCommand command) {
        shop.decide(command);
        return shop.answers().getLast().decided().outcome();
    }

    Cart cart(UUID id) {
        return Objects.requireNonNull(carts().get(id));
    }

    private Map<UUID, Cart> carts() {
        var carts = new HashMap<>(before);
        shop.changedCarts().forEach(cart -> carts.put(cart.id(), cart));
        return carts;
    }

    /// Such as `SHIRT 2`, in their order.
    List<String> lines(UUID cart) {
        return cart(cart).lines().stream().map(line -> line.sku() + text(line.options()) + " " + line.quantity())
                .toList();
    }

    List<String> saved(UUID cart) {
        return cart(cart).saved().stream().map(line -> line.sku() + text(line.options()) + " " + line.quantity())
                .toList();
    }

    private static String text(Map<String, String> options) {
        return options.isEmpty() ? "" : "(" + options.get("text") + ")";
    }

    /// By event type, in their order.
    List<String> events(UUID cart) {
        return shop.happened().stream().map(Shop.Happened::event).filter(Event.CartChanged.class::isInstance)
                .map(Event.CartChanged.class::cast).filter(event -> event.after().id().equals(cart))
                .map(Event.CartChanged::type).toList();
    }

    SavedLine savedLine(UUID cart, CartLine line) {
        return cart(cart).savedLine(line.id()).orElseThrow();
    }

    CartLine inCart(UUID cart, CartLine line) {
        return cart(cart).line(line.id()).orElseThrow();
    }
}
