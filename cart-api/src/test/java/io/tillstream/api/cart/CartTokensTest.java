package io.tillstream.api.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CartTokensTest {

    private static final UUID CART = UUID.fromString("f72422ef-bc19-8f62-9ef8-fc0800fae1c3");

    private final CartTokens tokens = new CartTokens("a secret of at least 32 characters");

    @Test
    void opensTheCartItWasMadeFor() {
        assertThat(tokens.required(CART.toString(), tokens.of(CART))).isEqualTo(CART);
    }

    @Test
    void givesTheSameAnswerToAWrongTokenAMissingOneAndAnIdThatCannotExist() {
        refuses(CART.toString(), null);
        refuses(CART.toString(), "");
        refuses(CART.toString(), tokens.of(new UUID(1, 2)));
        refuses(CART.toString(), new CartTokens("another secret of 32 characters...").of(CART));
        refuses("1", tokens.of(CART));
        refuses(CART.toString().toUpperCase(Locale.ROOT), tokens.of(CART));
    }

    private void refuses(String cart, @Nullable String token) {
        assertThatThrownBy(() -> tokens.required(cart, token))
                .hasMessage("cart_not_found: No cart with this id and this Cart-Token");
    }
}
