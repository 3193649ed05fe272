package io.tillstream.checkout.discount;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuyerTest {

    @Test
    void addressesThatReachTheSamePersonAreTheSame() {
        assertThat(Buyer.email(" Ada+Shop@Example.COM ")).isEqualTo("ada@example.com");
        assertThat(Buyer.email("a.d.a+1@googlemail.com")).isEqualTo("ada@gmail.com");
        assertThat(Buyer.email("a.d.a@example.com")).isEqualTo("a.d.a@example.com");
        assertThat(Buyer.email("no address")).isEqualTo("no address");
        assertThat(Buyer.email("+@x")).isEqualTo("+@x");
    }

    @Test
    void aBuyerIsKnownByEitherHalf() {
        var ada = Buyer.of("u1", "ada@example.com");

        assertThat(ada.is(Buyer.of("u1", "b@example.com"))).isTrue();
        assertThat(ada.is(Buyer.of(null, "ADA@example.com"))).isTrue();
        assertThat(ada.is(Buyer.of("u2", "b@example.com"))).isFalse();
        assertThat(Buyer.of(null, null).is(Buyer.of(null, null))).isFalse();
    }
}
