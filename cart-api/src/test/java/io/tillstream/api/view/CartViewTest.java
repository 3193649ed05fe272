package io.tillstream.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.tillstream.api.json.Json;
import io.tillstream.event.CartEvent;
import io.tillstream.event.CartLine;
import io.tillstream.event.SavedLine;

class CartViewTest {

    private static final String CART = "a0000000-0000-4000-8000-000000000001";

    @Test
    void tellsWhatTheEventTells() {
        assertThat(Json.mapper().readTree(CartView.of(event()).json())).isEqualTo(Json.mapper().readTree("""
                {"cart_id": "a0000000-0000-4000-8000-000000000001", "version": 7, "status": "ACTIVE", "currency": "EUR",
                 "user": true,
                 "lines": [{"line_id": "l1", "sku": "MUG", "title": "Mug", "options": {"a": "1", "b": "2"},
                            "quantity": 2, "unit_price": 900, "discount": 180, "price_origin": "promotion",
                            "promotion_ends_at": "2026-03-02T00:00:00Z"}],
                 "saved": [{"line_id": "l2", "sku": "POT", "title": "Pot", "options": {}, "quantity": 1,
                            "unit_price": 500}],
                 "summary": {"subtotal": 1800, "discount": 180, "shipping": null, "tax": null, "tax_included": 0,
                             "total": 1620, "discount_code": "SPRING", "shipping_problem": "address_required"},
                 "subtotal": 1800, "expires_at": "2026-03-31T00:00:00Z"}"""));
    }

    @Test
    void comesBackFromItsText() {
        var view = CartView.of(event());
        var read = Json.reader().readValue(view.json(), CartView.class);
        assertThat(read).isEqualTo(view);
        assertThat(read.json()).isEqualTo(view.json());
    }

    @Test
    void isGoneFromItsExpiryOn() {
        var view = CartView.of(event());
        assertThat(view.expired(Instant.parse("2026-03-30T23:59:59.999Z"))).isFalse();
        assertThat(view.expired(Instant.parse("2026-03-31T00:00:00Z"))).isTrue();
        var unending = event();
        unending.setExpiresAt(null);
        assertThat(CartView.of(unending).expired(Instant.MAX)).isFalse();
    }

    @Test
    void namesWhatHasChangedSinceTheBuyerAddedIt() {
        var view = CartView.of(event());
        assertThat(changes(view, new Offer(true, 900, 2))).isEmpty();
        assertThat(changes(view, new Offer(true, 901, 2)))
                .containsExactly(new CartChange("price_increased", "l1", "MUG", "Mug", 900L, 901L, null, null));
        assertThat(changes(view, new Offer(true, 899, 1))).containsExactly(
                new CartChange("price_decreased", "l1", "MUG", "Mug", 900L, 899L, null, null),
                new CartChange("short_of_stock", "l1", "MUG", "Mug", null, null, 2L, 1L));
        assertThat(changes(view, new Offer(false, 900, 2)))
                .containsExactly(new CartChange("not_sold", "l1", "MUG", "Mug", null, null, null, null));
        assertThat(CartChange.of(view, Map.of())).hasSize(1);
    }

    /// Two lines of one variant do not each get the whole stock.
    @Test
    void sumsTheDemandOfAVariant() {
        var event = event();
        var again = CartLine.newBuilder(event.getLines().getFirst()).setLineId("l9").build();
        event.setLines(List.of(event.getLines().getFirst(), again));
        assertThat(changes(CartView.of(event), new Offer(true, 900, 3))).extracting(CartChange::requested)
                .containsExactly(4L, 4L);
    }

    @Test
    void comparesNothingOfACartThatIsClosed() {
        var event = event();
        event.setStatus("CHECKED_OUT");
        assertThat(CartChange.of(CartView.of(event), Map.of())).isEmpty();
    }

    @Test
    void hasAnotherTagForAnotherAnswer() {
        var view = CartView.of(event());
        assertThat(view.tag()).as("not compared").isEqualTo("\"7.0\"");
        assertThat(view.with(List.of()).tag()).isEqualTo("\"7\"");
        var dearer = view.with(changes(view, new Offer(true, 901, 2))).tag();
        assertThat(dearer).matches("\"7\\.[0-9a-f]{16}\"")
                .isNotEqualTo(view.with(changes(view, new Offer(true, 902, 2))).tag());
    }

    private static List<CartChange> changes(CartView view, Offer mug) {
        return CartChange.of(view, Map.of("MUG", mug));
    }

    private static CartEvent event() {
        return CartEvent.newBuilder().setCartId(CART).setVersion(7).setType("item_added").setAt(Instant.EPOCH)
                .setStatus("ACTIVE").setCurrency("EUR").setUserId("ayse")
                .setLines(List.of(CartLine.newBuilder().setLineId("l1").setSku("MUG").setTitle("Mug")
                        .setOptions(new TreeMap<>(Map.of("b", "2", "a", "1"))).setQuantity(2).setUnitPrice(900)
                        .setDiscount(180).setPriceOrigin("promotion")
                        .setPromotionEndsAt(Instant.parse("2026-03-02T00:00:00Z")).build()))
                .setSubtotal(1_800).setCause("cause").setDiscount(180).setTotal(1_620L).setDiscountCode("SPRING")
                .setShippingProblem("address_required")
                .setSaved(List.of(SavedLine.newBuilder().setLineId("l2").setSku("POT").setTitle("Pot")
                        .setOptions(Map.of()).setQuantity(1).setUnitPrice(500).build()))
                .setExpiresAt(Instant.parse("2026-03-31T00:00:00Z")).build();
    }
}
