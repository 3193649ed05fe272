package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.cart.CartLine;
import io.tillstream.command.AddItem;
import io.tillstream.command.CreateCart;
import io.tillstream.command.GiveBack;
import io.tillstream.command.MergeInto;
import io.tillstream.command.MoveToCart;
import io.tillstream.command.SaveForLater;
import io.tillstream.command.SetContact;
import io.tillstream.command.SetShippingAddress;
import io.tillstream.command.TakeOver;
import io.tillstream.event.CartEvent;
import io.tillstream.event.SavedLine;
import io.tillstream.schemas.Topics;

/// What carts keep for later, and what they say to each other, in PostgreSQL and in records.
class MergeBatchTest {

    private static final String ADA = "ada";
    private static final String SHIRT = CartLine.id("SHIRT", Map.of());
    private static final String MUG = CartLine.id("MUG", Map.of("engraving", "f\u00fcr Ada"));

    private Batches batches;

    @BeforeEach
    void open() {
        batches = new Batches();
        batches.jdbc.update("""
                insert into product (product_id, title, description, currency, price, active, version, updated_at)
                values ('all', 'Things', '', 'EUR', 2000, true, 1, now())""");
        batches.jdbc.update("insert into product_variant values ('SHIRT', 'all', '{}', null, null, true, 3, 1)");
        batches.jdbc.update("insert into product_variant values ('MUG', 'all', '{}', 500, null, true, 100000, 1)");
    }

    @AfterEach
    void close() {
        batches.close();
    }

    @Test
    void whatIsSavedIsSavedInTheNextBatchToo() {
        var cart = cart(null);
        fill(cart, null);
        batches.add(cart, new SaveForLater(SHIRT));
        batches.run();
        batches.add(cart, new SaveForLater(MUG));
        batches.run();

        assertThat(batches.published(Topics.CART_EVENTS)).singleElement().satisfies(event -> {
            assertThat(event.getLines()).isEmpty();
            assertThat(event.getSaved()).containsExactly(new SavedLine(SHIRT, "SHIRT", "Things", Map.of(), 2, 2_000L),
                    new SavedLine(MUG, "MUG", "Things", Map.of("engraving", "f\u00fcr Ada"), 1, 500L));
            assertThat(event.getExpiresAt()).isEqualTo(Batches.NOW.plus(Duration.ofDays(30)));
        });
        batches.add(cart, new MoveToCart(SHIRT));
        batches.run();
        assertThat(stored(cart)).isEqualTo("ACTIVE 6 none SHIRT 2, saved MUG 1");
    }

    @Test
    void aMergeIsTwoCommandsWithOneAnswer() {
        var guest = cart(null);
        fill(guest, null);
        batches.add(guest, new SaveForLater(MUG));
        batches.add(guest, new SetContact("guest@example.com"));
        batches.add(guest, new SetShippingAddress("Ada", List.of("Rue 1", "2e"), "Lyon", null, "69001", "FR"));
        var hers = cart(ADA);
        fill(hers, ADA);
        batches.run();

        var merge = batches.add(guest, ADA, new MergeInto(hers));
        batches.run();
        var first = batches.outcomeOf(merge);
        assertThat(first.getStatus()).isEqualTo("accepted");
        assertThat(first.getData()).isEqualTo("{\"into\":\"%s\"}", hers);
        assertThat(batches.published(Topics.CART_EVENTS)).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("cart_merged");
            assertThat(event.getStatus()).isEqualTo("MERGED");
            assertThat(event.getMergedInto()).isEqualTo(hers);
            assertThat(event.getExpiresAt()).isNull();
        });
        batches.deliver();
        batches.run();

        var last = batches.outcomeOf(UUID.fromString(String.valueOf(first.getContinuedBy())));
        assertThat(last.getStatus()).isEqualTo("accepted");
        assertThat(last.getData()).contains("\"requested\":4", "\"kept\":3", "\"saved\":1", "\"summary\":{");
        assertThat(last.getContinuedBy()).isNull();
        assertThat(batches.published(Topics.CART_EVENTS)).extracting(CartEvent::getUserId).containsExactly(ADA);
        assertThat(batches.published(Topics.CART_CONTACTS)).hasSize(1);
        assertThat(stored(guest)).isEqualTo("MERGED 7 " + hers + " SHIRT 2, saved MUG 1");
        assertThat(stored(hers)).isEqualTo("ACTIVE 4 none SHIRT 3, MUG 1, saved SHIRT 1, saved MUG 1");
        assertThat(batches.jdbc.queryForObject("select lines from cart_address where cart_id = ?::uuid", String.class,
                hers)).isEqualTo("Rue 1\n2e");
    }

    @Test
    void aRetryGetsTheFirstAnswersWhateverHasHappenedSince() {
        var guest = cart(null);
        fill(guest, null);
        var hers = cart(ADA);
        batches.run();
        var merge = batches.add(guest, ADA, new MergeInto(hers));
        batches.run();
        var message = batches.published(Topics.CART_INTERNAL).getFirst();
        var first = batches.outcomeOf(merge);
        batches.deliver();
        batches.run();
        var before = stored(hers);

        batches.add(merge, guest, ADA, new MergeInto(hers));
        var again = batches.add(guest, ADA, new MergeInto(hers));
        batches.add(message);
        batches.run();

        assertThat(batches.outcomeOf(merge)).satisfies(replayed -> {
            assertThat(replayed.getReplayed()).isTrue();
            assertThat(replayed.getContinuedBy()).isEqualTo(first.getContinuedBy());
        });
        assertThat(batches.outcomeOf(again).getContinuedBy()).isEqualTo(first.getContinuedBy());
        assertThat(batches.outcomeOf(UUID.fromString(message.getCommandId())).getReplayed()).isTrue();
        assertThat(batches.published(Topics.CART_EVENTS)).isEmpty();
        assertThat(batches.published(Topics.CART_INTERNAL)).isEmpty();
        assertThat(stored(hers)).isEqualTo(before);
    }

    @Test
    void whatNobodyTakesComesBack() {
        var guest = cart(null);
        fill(guest, null);
        batches.run();
        batches.add(guest, ADA, new MergeInto(UUID.randomUUID().toString()));
        batches.run();
        batches.deliver();
        batches.run();
        assertThat(batches.published(Topics.CART_INTERNAL)).singleElement().satisfies(message -> {
            assertThat(message.getCartId()).isEqualTo(guest);
            assertThat(message.getBody()).isInstanceOfSatisfying(GiveBack.class,
                    back -> assertThat(back.getCode()).isEqualTo("cart_not_found"));
        });
        batches.deliver();
        batches.run();

        assertThat(stored(guest)).isEqualTo("ACTIVE 5 none SHIRT 2, MUG 1");
        assertThat(batches.published(Topics.CART_EVENTS)).extracting(CartEvent::getType)
                .containsExactly("merge_returned");
        assertThat(batches.published(Topics.COMMAND_OUTCOMES)).isEmpty();
    }

    /// Such as a record that PostgreSQL refuses however often it is tried.
    @Test
    void aTakeOverThatFailsForGoodIsGivenBack() {
        var guest = cart(null);
        fill(guest, null);
        var hers = cart(ADA);
        batches.run();
        batches.add(guest, ADA, new MergeInto(hers));
        batches.run();
        var message = batches.published(Topics.CART_INTERNAL).getFirst();
        batches.deliver();
        batches.fail();

        assertThat(batches.outcomeOf(UUID.fromString(message.getCommandId())).getStatus()).isEqualTo("failed");
        batches.deliver();
        batches.add(message); // again, such as by hand
        batches.run();
        assertThat(stored(guest)).isEqualTo("ACTIVE 5 none SHIRT 2, MUG 1");
        assertThat(stored(hers)).isEqualTo("ACTIVE 1 none");
        assertThat(batches.outcomeOf(UUID.fromString(message.getCommandId())).getCode()).isEqualTo("command_failed");
    }

    @Test
    void aFullCartFitsIntoEveryRecordOfItsMerge() {
        var guest = cart(null);
        for (int i = 0; i < 400; i++) { // as much text as a cart may hold, and as many lines
            var options = Map.of("engraving", i + "\u20ac".repeat(150));
            batches.add(guest, new AddItem("MUG", 1, options));
            if (i < 200) {
                batches.add(guest, new SaveForLater(CartLine.id("MUG", options)));
            }
            if (i % 20 == 0) {
                batches.run();
            }
        }
        var hers = cart(ADA);
        batches.run();
        batches.add(guest, ADA, new MergeInto(hers));
        batches.run();
        var message = batches.published(Topics.CART_INTERNAL).getFirst();
        assertThat(((TakeOver) message.getBody()).getLines()).hasSize(400);
        assertThat(batches.published()).allMatch(each -> each.bytes() < 1_000_000);
        batches.deliver();
        batches.run();

        assertThat(batches.codeOf(UUID.fromString(message.getCommandId()))).isEqualTo("ok");
        assertThat(batches.published()).hasSizeGreaterThan(1).allMatch(each -> each.bytes() < 1_000_000);
    }

    @Test
    void whatNobodyCanReadIsADeadLetter() {
        batches.addRaw(Topics.CART_INTERNAL.name(), "cart", "no Avro".getBytes(StandardCharsets.UTF_8));
        batches.run();

        assertThat(batches.published()).singleElement()
                .satisfies(each -> assertThat(each.topic()).isEqualTo("cart.internal.dlt"));
    }

    private String cart(@Nullable String user) {
        var cart = UUID.randomUUID().toString();
        batches.add(cart, user, new CreateCart("EUR"));
        return cart;
    }

    private void fill(String cart, @Nullable String user) {
        batches.add(cart, user, new AddItem("SHIRT", 2, Map.of()));
        batches.add(cart, user, new AddItem("MUG", 1, Map.of("engraving", "f\u00fcr Ada")));
    }

    /// Status, version, where it was merged into, lines and saved lines.
    private String stored(String cart) {
        return batches.jdbc.queryForList("""
                select concat_ws(' ', status, version, coalesce(merged_into::text, 'none'),
                    (select string_agg(concat(case when saved then 'saved ' end, sku, ' ', quantity), ', ' order by saved, position)
                     from (select false as saved, sku, quantity, position from cart_item i where i.cart_id = c.cart_id
                           union all select true, sku, quantity, position from saved_for_later s where s.cart_id = c.cart_id) as l))
                from cart c where cart_id = ?::uuid""", String.class, cart).getFirst();
    }
}
