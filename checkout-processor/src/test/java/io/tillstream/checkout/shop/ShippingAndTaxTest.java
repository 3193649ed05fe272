package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.PricedShop.SHIRT;
import static io.tillstream.checkout.shop.PricedShop.berlin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.Checkout;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartCommand.SetShippingMethod;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.PriceTables;
import io.tillstream.checkout.pricing.ShippingTable;
import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.ShippingTable.ZoneArea;
import io.tillstream.checkout.pricing.TaxRate;
import io.tillstream.checkout.pricing.TaxTable;
import io.tillstream.checkout.pricing.Totals;

class ShippingAndTaxTest {

    private static final Checkout CHECKOUT = new Checkout("pm_card_visa", null);

    private final PricedShop shop = new PricedShop(PricedShop.german());
    private final UUID cart = shop.cart(null, null);

    @Test
    void anOrderCostsShippingAndTaxOfItsDestination() {
        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("address_required");

        var outcome = shop.ask(cart, new SetShippingAddress(berlin()));

        assertThat(outcome.data().get("summary")).isEqualTo(Map.of("subtotal", 2_000L, "discount", 0L, "shipping", 499L,
                "tax", 399L, "tax_included", 399L, "total", 2_499L)); // 24.99 × 19/119 = 3.99
        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("ok");
        assertThat(shop.orderOn(cart).totals()).isEqualTo(new Totals(2_000, 0, 499, 399, 399));
    }

    @Test
    void refusesWhereTheShopDoesNotShip() {
        shop.ask(cart, new SetShippingAddress(new Address("A", List.of("B"), "Paris", null, "75001", "FR")));

        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("destination_not_served");
        shop.ask(cart, new SetShippingAddress(berlin()));
        shop.ask(cart, new SetShippingMethod("drone"));
        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("shipping_method_not_available");
        shop.ask(cart, new SetShippingMethod("post"));
        assertThat(shop.ask(cart, CHECKOUT).code()).isEqualTo("ok");
    }

    @Test
    void tellsATotalWithoutTaxWhereTheTaxIsNotTold() {
        var area = new Area("US", "", "");
        var taxed = new PricedShop(new PriceTables(
                new ShippingTable(List.of(new ZoneArea("home", "standard", area)),
                        List.of(new Method("home", "post", 1, "EUR", 499, null))),
                new TaxTable(List.of(
                        new TaxTable.Row(area, new TaxRate("standard", 100_000, false), null, null)))));
        var buying = taxed.cart(null, null);
        taxed.ask(buying, new SetShippingAddress(new Address("A", List.of("B"), "Austin", "TX", "73301", "US")));

        assertThat(taxed.ask(buying, new SetShippingMethod("drone")).data().get("summary"))
                .isEqualTo(Map.of("subtotal", 2_000L, "discount", 0L, "shipping_problem",
                        "shipping_method_not_available", "total", 2_000L));
        assertThat(taxed.ask(buying, new SetShippingMethod("post")).data().get("summary"))
                .isEqualTo(Map.of("subtotal", 2_000L, "discount", 0L, "shipping", 499L, "tax", 250L, "tax_included", 0L,
                        "total", 2_749L));
    }

    @Test
    void refusesAnAddressThatIsNone() {
        for (var bad : List.of(new Address("A", List.of("B"), "Berlin", null, "1", "de"),
                new Address("A", List.of(), "Berlin", null, "1", "DE"),
                new Address("A", List.of("B\nC"), "Berlin", null, "1", "DE"),
                new Address("A".repeat(201), List.of("B"), "Berlin", null, "1", "DE"),
                new Address("A", List.of("B"), "\0", null, "1", "DE"),
                new Address("A", List.of("B"), "Berlin", " ", "1", "DE"),
                new Address("A", List.of("B"), "Berlin", "Unter den Linden 1", "1", "DE"))) {
            assertThat(shop.ask(cart, new SetShippingAddress(bad)).code()).as("%s", bad).isEqualTo("bad_address");
        }
    }

    /// A lower price can cost more: without free shipping.
    @Test
    void refusesATotalThatIsMoreThanWasShown() {
        shop.ask(cart, new AddItem(SHIRT, 2, Map.of()));
        shop.ask(cart, new SetShippingAddress(berlin()));
        assertThat(shop.cart(cart).terms().shownTotal()).isEqualTo(6_000);
        var cheaper = new Shop(List.of(shop.cart(cart)), List.of(), List.of(PricedShop.variant(SHIRT, 1_666)),
                List.of(), new Pricing(List.of(), List.of(), PricedShop.german()));

        cheaper.decide(new CartCommand(new UUID(8, 1), cart, "h", CHECKOUT, PricedShop.NOON));
        assertThat(cheaper.changedOrders()).singleElement() // 49.98 and 4.99: still less than the 60.00 that were shown
                .satisfies(order -> assertThat(order.totals().total()).isEqualTo(5_497));

        var just = new Shop(List.of(at(5_400)), List.of(), List.of(PricedShop.variant(SHIRT, 1_666)), List.of(),
                new Pricing(List.of(), List.of(), PricedShop.german()));
        just.decide(new CartCommand(new UUID(8, 2), cart, "h", CHECKOUT, PricedShop.NOON));
        assertThat(just.answers().getLast().decided().outcome()).satisfies(outcome -> {
            assertThat(outcome.code()).isEqualTo("price_changed");
            assertThat(outcome.data()).containsEntry("total", 5_497L).containsEntry("shipping", 499L);
        });
        just.decide(new CartCommand(new UUID(8, 3), cart, "h", new Checkout("pm_card_visa", 5_497L), PricedShop.NOON));
        assertThat(just.changedOrders()).hasSize(1);
    }

    @Test
    void everyEventOfACartTellsWhatItCosts() {
        shop.ask(cart, new SetShippingAddress(berlin()));

        assertThat(shop.shop.happened()).allSatisfy(
                each -> assertThat(each.event()).isInstanceOfSatisfying(Event.CartChanged.class, event -> {
                    assertThat(event.summary()).isNotNull();
                    assertThat(event.after().terms().shownTotal()).isNotNull();
                }));
    }

    @Test
    void refusesACartThatNobodyCanPay() {
        var dear = new Shop(List.of(), List.of(), List.of(PricedShop.variant(SHIRT, Long.MAX_VALUE)), List.of());
        dear.decide(new CartCommand(new UUID(8, 1), cart, "h", new CartCommand.CreateCart("EUR")));
        dear.decide(new CartCommand(new UUID(8, 2), cart, "h", new AddItem(SHIRT, 1, Map.of())));
        assertThat(dear.answers().getLast().decided().outcome().code()).isEqualTo("amount_too_large");
        dear.decide(new CartCommand(new UUID(8, 3), cart, "h", new AddItem(SHIRT, 2, Map.of())));
        assertThat(dear.answers().getLast().decided().outcome().code()).isEqualTo("amount_too_large");
    }

    private Cart at(long shown) {
        return shop.cart(cart).shown(shown);
    }
}
