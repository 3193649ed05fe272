package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.tillstream.checkout.discount.Buyer;
import io.tillstream.checkout.discount.io.DiscountStore;
import io.tillstream.checkout.discount.io.DiscountStore.Asked;
import io.tillstream.checkout.order.OrderNumber;
import io.tillstream.command.AddItem;
import io.tillstream.command.Checkout;
import io.tillstream.command.CreateCart;
import io.tillstream.event.OrderEvent;
import io.tillstream.schemas.Topics;

/// Prices, numbers and uses of codes, to PostgreSQL and back.
class PricedBatchTest {

    private Batches batches;

    @BeforeEach
    void open() {
        batches = new Batches();
        batches.jdbc.update("""
                insert into product (product_id, title, description, currency, price, active, version, updated_at)
                values ('shirt', 'Shirt', '', 'EUR', 2000, true, 1, now())""");
        batches.jdbc.update("insert into product_variant values ('SHIRT', 'shirt', '{}', 1900, null, true, 100, 1)");
        batches.add(UUID.randomUUID().toString(), new CreateCart("EUR"));
        batches.run(); // makes the partition of the day
    }

    @AfterEach
    void close() {
        batches.close();
    }

    @Test
    void aPromotionIsCapturedAndChargedAndCostsNoStatement() {
        promotion("over", 1_000, -2, -1);
        promotion("now", 1_500, -1, 1);
        promotion("longer", 1_500, -1, 2);
        promotion("dearer", 1_600, -1, 3);
        promotion("later", 500, 1, 2);
        var cart = UUID.randomUUID().toString();
        batches.add(cart, new CreateCart("EUR"));
        batches.add(cart, new AddItem("SHIRT", 2, Map.of()));
        batches.run();

        assertThat(batches.published(Topics.CART_EVENTS).getLast().getLines()).singleElement().satisfies(line -> {
            assertThat(line.getUnitPrice()).isEqualTo(1_500);
            assertThat(line.getPriceOrigin()).isEqualTo("promotion");
            assertThat(line.getPromotionEndsAt()).isEqualTo(Batches.NOW.plusSeconds(2 * 3_600));
        });
        assertThat(batches.jdbc.queryForObject(
                "select concat_ws(' ', price_origin, extract(epoch from promotion_ends_at)::bigint) from cart_item",
                String.class)).isEqualTo("promotion " + Batches.NOW.plusSeconds(2 * 3_600).getEpochSecond());
        batches.add(cart, new Checkout("pm_card_visa", null));
        assertThat(batches.run()).hasSize(12);
        assertThat(batches.orderOn(cart)).startsWith("3000 ");
        assertThat(batches.published(Topics.CART_EVENTS).getLast().getLines().getFirst().getPriceOrigin())
                .isEqualTo("promotion");
    }

    @Test
    void anOrderIsFoundByTheNumberThatItsEventsTell() {
        var cart = UUID.randomUUID().toString();
        batches.add(cart, new CreateCart("EUR"));
        batches.add(cart, new AddItem("SHIRT", 1, Map.of()));
        batches.run();
        batches.add(cart, new Checkout("pm_card_visa", null));
        batches.run();

        var number = batches.jdbc.queryForObject("select number from orders", String.class);
        assertThat(number).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(batches.published(Topics.ORDER_EVENTS)).extracting(OrderEvent::getNumber).containsOnly(number);
    }

    /// Somebody may have used a code a hundred thousand times.
    @Test
    void noMoreUsesOfACodeAreReadThanTheDecisionNeeds() {
        batches.jdbc.update(
                "insert into discount (code, kind, active, version) values ('OFTEN', 'FREE_SHIPPING', true, 1)");
        for (var buyer : List.of("ada", "bob")) {
            batches.jdbc.update("insert into cart (cart_id, status, currency, version, created_at, updated_at) "
                    + "values (md5(?)::uuid, 'ACTIVE', 'EUR', 1, now(), now())", buyer);
            batches.jdbc.update("""
                    insert into orders (order_id, cart_id, command_id, status, version, currency, subtotal, discount, shipping, tax, total,
                        number, placed_at, updated_at)
                    select md5(? || i)::uuid, md5(?)::uuid, md5(?)::uuid, 'CONFIRMED', 1, 'EUR', 0, 0, 0, 0, 0, '', now(), now()
                    from generate_series(1, 300) as i""", buyer, buyer, buyer);
            batches.jdbc.update("""
                    insert into discount_use (order_id, code, user_id, email, used_at)
                    select md5(? || i)::uuid, 'OFTEN', ?, ?, now() from generate_series(1, 300) as i""", buyer, buyer,
                    buyer + "@example.com");
        }
        var store = new DiscountStore(batches.jdbc);

        assertThat(store.uses(Set.of(new Asked("OFTEN", new Buyer("ada", "bob@example.com"), 3)))).hasSize(6);
        assertThat(store.uses(Set.of(new Asked("OFTEN", new Buyer(null, "bob@example.com"), 400),
                new Asked("OFTEN", new Buyer("bob", null), 400)))).hasSize(300);
        assertThat(store.uses(Set.of(new Asked("OFTEN", new Buyer("eve", null), 3),
                new Asked("OTHER", new Buyer("ada", null), 3)))).isEmpty();
    }

    /// What was sold before there was a history, and ordered before orders had numbers.
    @Test
    void aShopThatWasThereBeforeGetsNumbersAndAHistory() {
        var schema = "older" + UUID.randomUUID().toString().substring(0, 8);
        var database = new DriverManagerDataSource(Parts.database().jdbcUrl() + "?currentSchema=" + schema,
                Parts.database().user(), Parts.database().password());
        Flyway.configure().dataSource(database).schemas(schema).target("3").load().migrate();
        var jdbc = new JdbcTemplate(database);
        jdbc.update("""
                insert into product (product_id, title, description, currency, price, active, version, updated_at)
                values ('shirt', 'Shirt', '', 'EUR', 2000, true, 1, '2026-01-01T00:00:00Z')""");
        jdbc.update("insert into product_variant values ('S', 'shirt', '{}', null, null, true, 9, 1), "
                + "('M', 'shirt', '{}', 1900, null, true, 9, 1), ('L', 'shirt', '{}', null, null, false, 9, 1)");
        jdbc.update("insert into cart (cart_id, status, currency, version, created_at, updated_at) "
                + "values (md5('')::uuid, 'ACTIVE', 'EUR', 1, now(), now())");
        jdbc.update("""
                insert into orders (order_id, cart_id, command_id, status, version, currency, subtotal, discount, shipping, tax, total,
                    placed_at, updated_at)
                select gen_random_uuid(), md5('')::uuid, md5('')::uuid, 'CONFIRMED', 1, 'EUR', 0, 0, 0, 0, 0, now(), now()
                from generate_series(1, 200)""");

        Flyway.configure().dataSource(database).schemas(schema).load().migrate();

        assertThat(jdbc.queryForList("select order_id::text || ' ' || number from orders", String.class)).hasSize(200)
                .allSatisfy(row -> assertThat(row.substring(37))
                        .isEqualTo(OrderNumber.of(UUID.fromString(row.substring(0, 36)))));
        assertThat(jdbc.queryForList("select concat_ws(' ', sku, price, origin, until_at) from price_history "
                + "where from_at = '2026-01-01T00:00:00Z' order by sku", String.class))
                .containsExactly("M 1900 override", "S 2000 base");
    }

    /// @param from hours
    private void promotion(String id, long price, int from, int until) {
        batches.jdbc.update("""
                insert into promotion (sku, promotion_id, product_id, price, starts_at, ends_at)
                values ('SHIRT', ?, 'shirt', ?, ?::timestamptz, ?::timestamptz)""", id, price,
                Batches.NOW.plusSeconds(3_600L * from).toString(), Batches.NOW.plusSeconds(3_600L * until).toString());
    }
}
