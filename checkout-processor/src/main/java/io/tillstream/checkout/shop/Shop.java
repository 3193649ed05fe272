package io.tillstream.checkout.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartDecider;
import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.GiveBack;
import io.tillstream.checkout.cart.MergeDecider;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.order.Order;
import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.checkout.payment.PaymentPolicy;
import io.tillstream.checkout.pricing.PriceTables;

/// What one batch has loaded, and what its decisions have made of it. Each decision sees the ones before it.
public final class Shop {

    /// Minor units.
    private static final long MAX_SUBTOTAL = 1_000_000_000_000_000L;

    private static final Outcome TOO_LARGE = Outcome.refused("amount_too_large", "nobody can pay that much");

    /// @param bodyHash of the command that was decided
    public record Decided(UUID commandId, String bodyHash, String subject, Outcome outcome) {

        /// What a later command of that id is told: the same if it asks the same.
        public Answer again(String hash) {
            return hash.equals(bodyHash)
                    ? new Answer(this, true)
                    : new Answer(
                            new Decided(commandId, hash, subject,
                                    Outcome.refused("idempotency_key_reused", "this key was used for something else")),
                            false);
        }
    }

    /// @param replayed whether the outcome is that of an earlier command with the same key
    public record Answer(Decided decided, boolean replayed) {}

    /// @param cause what led to it: a command, or what Stripe said
    public record Happened(Event event, String cause) {}

    private final Map<UUID, Cart> carts = new HashMap<>();
    private final Map<UUID, Order> orders = new HashMap<>();
    private final Map<String, Variant> variants = new HashMap<>();
    private final Map<UUID, Decided> decided = new HashMap<>();
    private final KnownDiscounts discounts;
    private final PriceTables tables;
    private final CartRules rules;

    private final Map<UUID, Cart> changedCarts = new TreeMap<>();
    private final Map<UUID, Order> changedOrders = new TreeMap<>();
    private final List<StockMovement> movements = new ArrayList<>();
    private final Map<UUID, Decided> newlyDecided = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Happened> happened = new ArrayList<>();

    /// Of a shop without discounts, shipping costs and taxes.
    public Shop(Collection<Cart> carts, Collection<Order> orders, Collection<Variant> variants,
            Collection<Decided> decided) {
        this(carts, orders, variants, decided, Pricing.NONE);
    }

    /// With the default rules.
    public Shop(Collection<Cart> carts, Collection<Order> orders, Collection<Variant> variants,
            Collection<Decided> decided, Pricing pricing) {
        this(carts, orders, variants, decided, pricing, CartRules.DEFAULTS);
    }

    public Shop(Collection<Cart> carts, Collection<Order> orders, Collection<Variant> variants,
            Collection<Decided> decided, Pricing pricing, CartRules rules) {
        this.discounts = new KnownDiscounts(pricing.discounts(), pricing.uses());
        this.tables = pricing.tables();
        this.rules = rules;
        carts.forEach(cart -> this.carts.put(cart.id(), cart));
        orders.forEach(order -> this.orders.put(order.id(), order));
        variants.forEach(variant -> this.variants.put(variant.sku(), variant));
        decided.forEach(each -> this.decided.put(each.commandId(), each));
    }

    /// Decides a command once: a repetition gets the first outcome, and the same key for something else is refused.
    public void decide(CartCommand command) {
        var before = decided.get(command.commandId());
        if (before == null) {
            var decision = MergeDecider.orGiveBack(command, decision(command));
            apply(decision, command.commandId().toString());
            use(decision);
            var now = new Decided(command.commandId(), command.bodyHash(), command.cartId().toString(),
                    decision.outcomeOrAccepted());
            decided.put(now.commandId(), now);
            newlyDecided.put(now.commandId(), now);
            answers.add(new Answer(now, false));
        } else {
            answers.add(before.again(command.bodyHash()));
        }
    }

    /// Amounts are bounded here, and those of tables and percentages by themselves: what an accepted cart costs is a number.
    private Decision decision(CartCommand command) {
        var facts = facts(command.at());
        try {
            var decision = priced(CartDecider.decide(command, carts.get(command.cartId()), facts), facts);
            return decision.events().stream().anyMatch(Shop::tooLarge) ? Decision.refused(TOO_LARGE) : decision;
        } catch (ArithmeticException e) {
            return Decision.refused(TOO_LARGE);
        }
    }

    private static boolean tooLarge(Event event) {
        return event instanceof Event.CartChanged(var _, var _, Summary summary)
                && summary != null && summary.totals().subtotal() > MAX_SUBTOTAL;
    }

    private Facts facts(Instant at) {
        return new Facts(variants::get, discounts, tables, rules, at);
    }

    /// Every cart's event tells what the cart costs now, and the cart remembers what was told, and when it expires.
    private static Decision priced(Decision decision, Facts facts) {
        var cart = decision.cart();
        if (cart == null || decision.events().stream().noneMatch(Event.CartChanged.class::isInstance)) {
            return decision;
        }
        var summary = Summary.of(cart, facts);
        var shown = cart.shown(summary.totals().total()).expiring(facts.at(), facts.rules());
        var events = decision.events().stream()
                .map(event -> event instanceof Event.CartChanged(var _, String type, var _)
                        ? new Event.CartChanged(shown, type, summary)
                        : event)
                .toList();
        return new Decision(decision.outcome(), shown, decision.order(), decision.movements(), events, decision.use());
    }

    /// @param at when the news was appended to its log
    /// @throws IllegalArgumentException if there is no such order on that cart
    public void decide(PaymentNews news, Instant at) {
        var order = orders.get(news.orderId());
        var cart = carts.get(news.cartId());
        if (order == null || cart == null || !order.cartId().equals(cart.id())) {
            throw new IllegalArgumentException(
                    "there is no order %s of cart %s".formatted(news.orderId(), news.cartId()));
        }
        var decision = PaymentPolicy.decide(news, order, cart);
        use(decision); // what is given back can be used by the cart again
        apply(priced(decision, facts(at)), news.said().getClass().getSimpleName() + " " + news.orderId());
    }

    /// @param at when it was appended to its log
    public void decide(GiveBack back, Instant at) {
        apply(priced(MergeDecider.giveBack(back, carts.get(back.cartId())), facts(at)), back.takeOver().toString());
    }

    private void use(Decision decision) {
        if (decision.use() != null) {
            discounts.apply(decision.use());
        }
    }

    private void apply(Decision decision, String cause) {
        if (decision.cart() != null) {
            carts.put(decision.cart().id(), decision.cart());
            changedCarts.put(decision.cart().id(), decision.cart());
        }
        if (decision.order() != null) {
            orders.put(decision.order().id(), decision.order());
            changedOrders.put(decision.order().id(), decision.order());
        }
        for (var movement : decision.movements()) {
            var variant = variants.get(movement.sku());
            if (variant == null) {
                throw new IllegalStateException("variant %s moves and was not loaded".formatted(movement.sku()));
            }
            variants.put(movement.sku(), variant.changeStock(movement.change()));
            movements.add(movement);
        }
        decision.events().forEach(event -> happened.add(new Happened(event, cause)));
    }

    public Collection<Cart> changedCarts() {
        return changedCarts.values();
    }

    public Collection<Order> changedOrders() {
        return changedOrders.values();
    }

    public List<StockMovement> movements() {
        return movements;
    }

    /// Variants whose stock has changed, by sku, with the sum of the changes.
    public Map<String, Integer> stockChanges() {
        var changes = new TreeMap<String, Integer>();
        movements.forEach(movement -> changes.merge(movement.sku(), movement.change(), Math::addExact));
        return changes;
    }

    public @Nullable Variant variant(String sku) {
        return variants.get(sku);
    }

    /// Whose uses have changed.
    public Collection<Discount> changedDiscounts() {
        return discounts.changed();
    }

    public Collection<DiscountUse> usesTaken() {
        return discounts.taken();
    }

    /// Orders that use their codes no more.
    public Collection<UUID> usesGivenBack() {
        return discounts.givenBack();
    }

    public Collection<Decided> newlyDecided() {
        return newlyDecided.values();
    }

    public List<Answer> answers() {
        return answers;
    }

    public List<Happened> happened() {
        return happened;
    }

    /// What the last event of each cart tells that it costs.
    public Map<UUID, Summary> told() {
        var told = new HashMap<UUID, Summary>();
        happened.forEach(each -> {
            if (each.event() instanceof Event.CartChanged(Cart after, var _, Summary summary) && summary != null) {
                told.put(after.id(), summary);
            }
        });
        return told;
    }
}
