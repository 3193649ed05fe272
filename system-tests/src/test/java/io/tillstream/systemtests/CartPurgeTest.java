package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.io.CartPurge;
import io.tillstream.command.AddItem;
import io.tillstream.command.Checkout;
import io.tillstream.command.CreateCart;
import io.tillstream.command.PaymentRefused;
import io.tillstream.command.SaveForLater;
import io.tillstream.command.SetShippingAddress;

/// Carts that are over leave the tables.
class CartPurgeTest {

    private static final Instant NOW = Batches.NOW;
    private static final Duration KEPT = Duration.ofDays(8);

    private Batches batches;

    @BeforeEach
    void open() {
        batches = new Batches();
        batches.jdbc.update("""
                insert into product (product_id, title, description, currency, price, active, version, updated_at)
                values ('all', 'Things', '', 'EUR', 2000, true, 1, now())""");
        batches.jdbc.update("insert into product_variant values ('SHIRT', 'all', '{}', null, null, true, 100, 1)");
        batches.jdbc.update("insert into product_variant values ('MUG', 'all', '{}', null, null, true, 100, 1)");
    }

    @AfterEach
    void close() {
        batches.close();
    }

    @Test
    void deletesACartWithAllThatIsInIt() {
        var cart = filled();
        var other = filled();
        expires(cart, NOW.minus(KEPT).minusMillis(1));

        purge();

        assertThat(carts()).isEqualTo(1);
        for (var table : new String[]{"cart_item", "saved_for_later", "cart_address"}) {
            assertThat(batches.jdbc.queryForList("select cart_id::text from " + table, String.class)).as(table)
                    .containsExactly(other);
        }
    }

    /// A command that was accepted before may still be unread.
    @Test
    void keepsACartForAsLongAsCommandsAre() {
        expires(filled(), NOW.minus(KEPT));
        purge();

        assertThat(carts()).isEqualTo(1);
    }

    @Test
    void keepsWhatWasOrderedAndLooksAtItOnce() {
        var ordered = filled();
        batches.add(ordered, new Checkout("pm_card_visa", null));
        batches.run();
        batches.addNews(ordered, new PaymentRefused("card_declined", "no"));
        batches.run();
        expires(ordered, NOW.minus(Duration.ofDays(99)));
        purge();

        assertThat(batches.jdbc.queryForObject("select expires_at::text from cart", String.class))
                .isEqualTo("-infinity");
        var late = batches.add(ordered, new AddItem("MUG", 1, Map.of()));
        batches.run();
        assertThat(batches.codeOf(late)).isEqualTo("cart_not_found");
    }

    @Test
    void takesASteadyBiteAfterAnother() {
        batches.jdbc.update("""
                insert into cart (cart_id, status, currency, version, created_at, updated_at, expires_at)
                select gen_random_uuid(), 'ACTIVE', 'EUR', 1, now(), now(), ?::timestamptz - make_interval(days => 9 + n % 50)
                from generate_series(1, 1700) as n""", at(NOW));
        purge();

        assertThat(carts()).isZero();
    }

    @Test
    void waitsForNobody() throws SQLException {
        var busy = filled();
        var idle = filled();
        expires(busy, NOW.minus(Duration.ofDays(30)));
        expires(idle, NOW.minus(Duration.ofDays(20)));
        try (var lane = batches.connection()) {
            lane.setAutoCommit(false);
            try (var lock = lane.prepareStatement("select 1 from cart where cart_id = ?::uuid for no key update")) {
                lock.setString(1, busy);
                assertThat(lock.executeQuery().next()).isTrue();
                purge();
            }
            assertThat(batches.jdbc.queryForList("select cart_id::text from cart", String.class))
                    .containsExactly(busy);
            lane.rollback();
        }
        purge();
        assertThat(carts()).isZero();
    }

    /// However many carts there are that are not over.
    @Test
    void aStepReadsAnIndex() {
        batches.jdbc.update("""
                insert into cart (cart_id, status, currency, version, created_at, updated_at, expires_at)
                select gen_random_uuid(), 'ACTIVE', 'EUR', 1, now(), now(), ?::timestamptz + make_interval(days => n % 30)
                from generate_series(1, 20000) as n""", at(NOW));
        batches.jdbc.execute("analyze cart");

        assertThat(batches.jdbc.queryForList("""
                explain select cart_id from cart where expires_at > '-infinity' and expires_at < ?
                and status in ('ACTIVE', 'ABANDONED') order by expires_at limit 500 for update skip locked""",
                String.class, at(NOW.minus(KEPT)))).anyMatch(line -> line.contains("cart_expires_at_idx"));
    }

    @Test
    void theProcessorDoesIt() throws Exception {
        var database = new JdbcTemplate(new DriverManagerDataSource(Parts.database().jdbcUrl(),
                Parts.database().user(), Parts.database().password()));
        try (var shop = new Shop()) {
            var over = UUID.randomUUID();
            database.update("""
                    insert into cart (cart_id, status, currency, version, created_at, updated_at, expires_at)
                    values (?, 'ACTIVE', 'EUR', 1, now(), now(), now() - interval '9 days')""", over);
            shop.shut();
            shop.open(); // it begins with it
            Eventually.that("the cart is gone", () -> database
                    .queryForList("select 1 from cart where cart_id = ?", Integer.class, over).isEmpty());
        }
    }

    private void purge() {
        new CartPurge(batches.jdbc).purge(NOW);
    }

    private int carts() {
        return Objects.requireNonNull(batches.jdbc.queryForObject("select count(*) from cart", Integer.class));
    }

    private void expires(String cart, Instant at) {
        batches.jdbc.update("update cart set expires_at = ? where cart_id = ?::uuid", at(at), cart);
    }

    private static OffsetDateTime at(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private String filled() {
        var cart = UUID.randomUUID().toString();
        batches.add(cart, new CreateCart("EUR"));
        batches.add(cart, new AddItem("SHIRT", 1, Map.of()));
        batches.add(cart, new AddItem("MUG", 1, Map.of()));
        batches.add(cart, new SaveForLater(CartLine.id("MUG", Map.of())));
        batches.add(cart, new SetShippingAddress("A", List.of("B"), "C", null, "1", "DE"));
        batches.run();
        return cart;
    }
}
