package io.tillstream.api.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

    @Test
    void takesWhatIsWithinTheBounds() {
        assertThat(new CreateCartRequest("EUR").command().getCurrency()).isEqualTo("EUR");
        assertThat(new AddItemRequest("S".repeat(64), 9_999, null).command().getOptions()).isEmpty();
        assertThat(new AddItemRequest("S", 1, options(10)).command().getOptions()).hasSize(10);
        assertThat(new SetContactRequest("a@b").command().getEmail()).isEqualTo("a@b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eur", "EURO", "XYZ", "XXX", "XAU", ""})
    void refusesACurrencyThatNoCartCanBeIn(String currency) {
        refuses("currency_unknown", () -> new CreateCartRequest(currency).command());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesAQuantityOutOfRange(int quantity) {
        refuses("quantity_out_of_range", () -> new AddItemRequest("S", quantity, null).command());
        refuses("quantity_out_of_range", () -> new ChangeQuantityRequest(quantity).command("line"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "\ud800"})
    void refusesTextThatNobodyCouldStoreOrSee(String text) {
        refuses("sku_invalid", () -> new AddItemRequest(text, 1, null).command());
        refuses("options_invalid", () -> new AddItemRequest("S", 1, Map.of("engraving", text)).command());
        refuses("email_invalid", () -> new SetContactRequest(text).command());
    }

    @Test
    void boundsSkusAndOptions() {
        refuses("sku_invalid", () -> new AddItemRequest("S".repeat(65), 1, null).command());
        refuses("options_invalid", () -> new AddItemRequest("S", 1, options(11)).command());
        refuses("options_invalid", () -> new AddItemRequest("S", 1, Map.of("n".repeat(65), "v")).command());
        refuses("options_invalid", () -> new AddItemRequest("S", 1, Map.of("n", "v".repeat(257))).command());
        var withNull = new HashMap<String, @Nullable String>();
        withNull.put("n", null);
        refuses("options_invalid", () -> new AddItemRequest("S", 1, withNull).command());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "@b", "a@", "a@b@c", "a b@c"})
    void refusesWhatCannotBeAnAddress(String email) {
        refuses("email_invalid", () -> new SetContactRequest(email).command());
    }

    @Test
    void takesAnAddressWithinTheBounds() {
        var address = new ShippingAddressRequest("A".repeat(200), List.of("1 High St", "2", "3", "4"), "Berlin", "CA-1",
                null, "DE").command();
        assertThat(address.getPostcode()).isEmpty();
        assertThat(address.getLines()).hasSize(4);
        assertThat(new ApplyDiscountRequest("spring").command().getCode()).isEqualTo("spring");
        assertThat(new ShippingMethodRequest("express").command().getMethod()).isEqualTo("express");
    }

    @Test
    void boundsAddresses() {
        refusesAddress("A".repeat(201), List.of("1"), "Berlin", null, "10115", "DE");
        refusesAddress("A", List.of(), "Berlin", null, "10115", "DE");
        refusesAddress("A", List.of("1", "2", "3", "4", "5"), "Berlin", null, "10115", "DE");
        refusesAddress("A", List.of("1\n2"), "Berlin", null, "10115", "DE");
        refusesAddress("A", List.of("1"), " ", null, "10115", "DE");
        refusesAddress("A", List.of("1"), "Berlin", "California", "10115", "DE");
        refusesAddress("A", List.of("1"), "Berlin", "", "10115", "DE");
        refusesAddress("A", List.of("1"), "Berlin", null, "1".repeat(21), "DE");
        refusesAddress("A", List.of("1"), "Berlin", null, "10115", "de");
        refusesAddress("A", List.of("1"), "Berlin", null, "10115", "DEU");
        refuses("property_missing: 'lines'",
                () -> new ShippingAddressRequest("A", null, "Berlin", null, "10115", "DE").command());
    }

    @Test
    void boundsCodesAndMethods() {
        refuses("discount_code_invalid", () -> new ApplyDiscountRequest("c".repeat(65)).command());
        refuses("discount_code_invalid", () -> new ApplyDiscountRequest(" ").command());
        refuses("shipping_method_not_available", () -> new ShippingMethodRequest("by air").command());
        refuses("shipping_method_not_available", () -> new ShippingMethodRequest("m".repeat(41)).command());
    }

    private static void refusesAddress(String name, List<@Nullable String> lines, String city, @Nullable String region,
            String postcode, String country) {
        refuses("bad_address",
                () -> new ShippingAddressRequest(name, lines, city, region, postcode, country).command());
    }

    @Test
    void namesWhatIsMissing() {
        refuses("property_missing: 'code'", () -> new ApplyDiscountRequest(null).command());
        refuses("property_missing: 'guest_cart_id'", () -> new MergeRequest(null, "t").requiredCart());
        refuses("property_missing: 'guest_cart_token'", () -> new MergeRequest("c", null).requiredToken());
        refuses("property_missing: 'currency'", () -> new CreateCartRequest(null).command());
        refuses("property_missing: 'sku'", () -> new AddItemRequest(null, 1, null).command());
        refuses("property_missing: 'quantity'", () -> new AddItemRequest("S", null, null).command());
        refuses("property_missing: 'email'", () -> new SetContactRequest(null).command());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00e9"})
    void refusesALineThatNoCartCanHave(String line) {
        refuses("line_not_found", () -> LineId.required(line));
    }

    private static Map<String, @Nullable String> options(int count) {
        var options = new HashMap<String, @Nullable String>();
        IntStream.range(0, count).forEach(i -> options.put("n" + i, "v"));
        return options;
    }

    private static void refuses(String code, ThrowingCallable request) {
        assertThatThrownBy(request).hasMessageStartingWith(code);
    }
}
