package io.tillstream.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.api.publishing.Ids;

class CartOwnersTest {

    private static final String SECRET = "a secret of at least 32 characters";
    private static final UUID GUESTS = UUID.fromString("f72422ef-bc19-8f62-9ef8-fc0800fae1c3");

    private final CartOwners owners = new CartOwners(SECRET);
    private final CartTokens tokens = new CartTokens(SECRET);
    private final UUID ayses = new UserCartIds(SECRET).of(Ids.command("user:ayse", "key"), "ayse");

    @Test
    void aGuestsCartIsOpenedByItsToken() {
        assertThat(owners.required(GUESTS.toString(), new Buyer(null, tokens.of(GUESTS))))
                .isEqualTo(new OwnedCart(GUESTS, null));
    }

    @Test
    void aUsersCartIsOpenedByTheUser() {
        assertThat(owners.required(ayses.toString(), new Buyer("ayse", null))).isEqualTo(new OwnedCart(ayses, "ayse"));
    }

    /// Somebody who has just signed in still has the guest's cart.
    @Test
    void aUserWithATokenOpensTheGuestsCartToo() {
        assertThat(owners.required(GUESTS.toString(), new Buyer("ayse", tokens.of(GUESTS))))
                .isEqualTo(new OwnedCart(GUESTS, null));
    }

    @Test
    void everythingElseIsAnsweredAlike() {
        refuses(GUESTS.toString(), null, null);
        refuses(GUESTS.toString(), null, "");
        refuses(GUESTS.toString(), null, tokens.of(new UUID(1, 2)));
        refuses(GUESTS.toString(), null, new CartTokens("another secret of 32 characters...").of(GUESTS));
        refuses(GUESTS.toString(), "ayse", null);
        refuses("1", null, tokens.of(GUESTS));
        refuses(GUESTS.toString().toUpperCase(Locale.ROOT), null, tokens.of(GUESTS));
        refuses(ayses.toString(), null, null);
        refuses(ayses.toString(), "ays", null);
        refuses(ayses.toString(), "bea", tokens.of(GUESTS));
        refuses(new UUID(ayses.getMostSignificantBits(), ayses.getLeastSignificantBits() ^ 1).toString(), "ayse", null);
    }

    @Test
    void usersCartsHaveIdsLikeAllOthers() {
        assertThat(ayses.version()).isEqualTo(8);
        assertThat(ayses.variant()).isEqualTo(2);
        assertThat(ayses).hasToString("5d788ed2-677e-8039-8d9f-85ce3e0eaa2e");
    }

    @Test
    void nobodysKeysAreAnothers() {
        var cart = new UUID(1, 2);
        assertThat(new OwnedCart(cart, null).caller()).isEqualTo("cart:" + cart);
        assertThat(new OwnedCart(cart, "a").caller()).isNotEqualTo(new OwnedCart(cart, "b").caller())
                .doesNotStartWith("user:");
    }

    private void refuses(String cart, @Nullable String user, @Nullable String token) {
        assertThatThrownBy(() -> owners.required(cart, new Buyer(user, token)))
                .hasMessage("cart_not_found: No cart of yours has this id");
    }
}
