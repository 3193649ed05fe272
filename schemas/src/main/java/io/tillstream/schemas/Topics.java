package io.tillstream.schemas;

import static io.tillstream.schemas.Topic.Visibility.COMPACTED;
import static io.tillstream.schemas.Topic.Visibility.PRIVATE;
import static io.tillstream.schemas.Topic.Visibility.PUBLIC;

import java.time.Duration;
import java.util.List;

import io.tillstream.command.CartCommand;
import io.tillstream.command.CartInternal;
import io.tillstream.command.CatalogCommand;
import io.tillstream.command.CommandOutcome;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentResult;
import io.tillstream.event.CartContact;
import io.tillstream.event.CartEvent;
import io.tillstream.event.CatalogEvent;
import io.tillstream.event.DiscountEvent;
import io.tillstream.event.FulfillmentRequest;
import io.tillstream.event.InventoryEvent;
import io.tillstream.event.OrderEvent;

/// Every topic there is.
public final class Topics {

    /// Partitions of every topic whose key is a cart. Partition n of all of them together is lane n, so they are equal and never change.
    public static final int LANES = 6;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    public static final Topic<CartCommand> CART_COMMANDS = new Topic<>("cart.commands", "cart id", CartCommand.class,
            LANES, WEEK, PRIVATE);
    public static final Topic<CartInternal> CART_INTERNAL = new Topic<>("cart.internal", "cart id", CartInternal.class,
            LANES, WEEK, PRIVATE);
    public static final Topic<PaymentResult> PAYMENT_RESULTS = new Topic<>("payment.results", "cart id",
            PaymentResult.class, LANES, WEEK, PRIVATE);
    public static final Topic<PaymentRequest> PAYMENT_REQUESTS = new Topic<>("payment.requests", "cart id",
            PaymentRequest.class, LANES, WEEK, PRIVATE);
    public static final Topic<CatalogCommand> CATALOG_COMMANDS = new Topic<>("catalog.commands",
            "product id, discount code, shipping zone or country of taxes", CatalogCommand.class, 3, WEEK, PRIVATE);
    public static final Topic<CommandOutcome> COMMAND_OUTCOMES = new Topic<>("command.outcomes", "command id",
            CommandOutcome.class, LANES, Duration.ofDays(1), PRIVATE);
    public static final Topic<CartEvent> CART_EVENTS = new Topic<>("cart.events", "cart id", CartEvent.class, LANES,
            MONTH, PUBLIC);
    public static final Topic<OrderEvent> ORDER_EVENTS = new Topic<>("order.events", "order id", OrderEvent.class,
            LANES, MONTH, PUBLIC);
    public static final Topic<InventoryEvent> INVENTORY_EVENTS = new Topic<>("inventory.events", "sku",
            InventoryEvent.class, LANES, MONTH, PUBLIC);
    public static final Topic<CatalogEvent> CATALOG_EVENTS = new Topic<>("catalog.events", "sku", CatalogEvent.class,
            LANES, MONTH, PUBLIC);
    public static final Topic<DiscountEvent> DISCOUNT_EVENTS = new Topic<>("discount.events", "discount code",
            DiscountEvent.class, LANES, MONTH, PUBLIC);
    public static final Topic<FulfillmentRequest> FULFILLMENT_REQUESTS = new Topic<>("fulfillment.requests", "order id",
            FulfillmentRequest.class, LANES, WEEK, PUBLIC);
    public static final Topic<CartContact> CART_CONTACTS = new Topic<>("cart.contacts", "cart id", CartContact.class,
            LANES, MONTH, COMPACTED);

    /// In the order of one order's way.
    public static final List<Topic<?>> ALL = List.of(CART_COMMANDS, CART_EVENTS, ORDER_EVENTS, INVENTORY_EVENTS,
            COMMAND_OUTCOMES,
            PAYMENT_REQUESTS, PAYMENT_RESULTS, CART_INTERNAL, CATALOG_COMMANDS, CATALOG_EVENTS, DISCOUNT_EVENTS,
            FULFILLMENT_REQUESTS, CART_CONTACTS);

    /// Lane topics that carry nothing in this release. They are part of every lane from the start, because the set of a lane's topics is
    /// hard to change later.
    public static final List<String> RESERVED = List.of("recovery.due");

    private Topics() {}
}
