package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a shop's own people do with an order, from the command line.
class OrderCommandsTest {

    private static Shop shop;

    @TempDir
    Path directory;

    private record Said(int exit, String out, String err) {}

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
    }

    @Test
    void whatWasPaidIsGivenBackOnceAndSoldAgain() throws Exception {
        var sku = shop.sells("mug", 2_000, 5);
        var cart = orderOf(sku, "pm_card_visa", "CONFIRMED");
        var number = text("select number from orders where cart_id = ?::uuid", cart);
        var line = text("select line_id from order_item join orders using (order_id) where cart_id = ?::uuid", cart);
        var shown = order("show", number);
        assertThat(shown.exit).isZero();
        assertThat(shown.out).contains("CONFIRMED", "Total      4000 (40.00 USD)", "SUCCEEDED, pi_", line);

        var part = new String[]{"refund", number, "--amount", "1500", "--reason", "a handle broke", "--restock",
                line + "=1", "--id", UUID.randomUUID().toString()};
        var asked = order(part);
        assertThat(asked.err).isEmpty();
        assertThat(asked.out).matches("refund \\S{36} of 1500 \\(15.00 USD\\) for order " + number
                + " is under way\\R");
        assertThat(order(part).out).contains("(before: this id was decided already)");
        Eventually.that("the refund", () -> order("show", number).out.contains("Refunded   1500 (15.00 USD)"));
        assertThat(shop.stockOf(sku)).isEqualTo(4);

        assertThat(order("refund", number, "--all", "--reason", "and the other", "--restock", "all").exit).isZero();
        Eventually.that("a refunded order", () -> shop.statusOfOrderOn(cart).equals("REFUNDED"));
        assertThat(shop.stockOf(sku)).isEqualTo(5);
        assertThat(order("show", number).out).contains("REFUNDED", "Refunded   4000 (40.00 USD)", "(2 sold again)",
                "1500 (15.00 USD)  succeeded, re_", "2500 (25.00 USD)  succeeded, re_", "a handle broke");
        var again = order("refund", number, "--all", "--reason", "once more");
        assertThat(again.exit).isEqualTo(1);
        assertThat(again.err.lines()).hasSize(1).first().asString().contains("refused, refund_exceeds_paid: ");
    }

    @Test
    void anOrderThatIsNotPaidOrDoesNotExistIsRefusedInOneLine() throws Exception {
        var cart = orderOf(shop.sells("tin", 900, 5), "pm_card_visa_chargeDeclined", "PAYMENT_FAILED");
        var id = text("select order_id::text from orders where cart_id = ?::uuid", cart);

        var unpaid = order("refund", id, "--all", "--reason", "nothing");
        assertThat(unpaid.exit).isEqualTo(1);
        assertThat(unpaid.err.lines()).hasSize(1).first().asString().contains("refused, order_not_paid: ");
        assertThat(order("show", id).out).contains("PAYMENT_FAILED, because of ", "Declined   ");
        assertThat(order("show", "0000-0000-0000"))
                .isEqualTo(new Said(1, "", "tillstream: There is no order 0000-0000-0000%n".formatted()));
        assertThat(order("show", "mine").exit).isEqualTo(2);
    }

    @Test
    void ordersOfOneNumberAreToldApartByTheirIds() throws Exception {
        var sku = shop.sells("pot", 700, 5);
        var carts = List.of(orderOf(sku, "pm_card_visa", "CONFIRMED"), orderOf(sku, "pm_card_visa", "CONFIRMED"));
        var number = text("select number from orders where cart_id = ?::uuid", carts.getFirst());
        shop.database.update("update orders set number = ? where cart_id = ?::uuid", number, carts.getLast());
        var id = text("select order_id::text from orders where cart_id = ?::uuid", carts.getLast());

        for (var said : List.of(order("show", number), order("refund", number, "--all", "--reason", "which one"))) {
            assertThat(said.exit).isEqualTo(1);
            assertThat(said.err).contains("2 orders have the number " + number, id);
        }
        assertThat(order("show", id).out).contains(number, "Id         " + id);
    }

    /// @return its cart
    private static String orderOf(String sku, String paymentMethod, String status) {
        var cart = shop.cartWith(sku, 2);
        shop.checkout(cart, paymentMethod);
        Eventually.that(status, () -> shop.statusOfOrderOn(cart).equals(status));
        return cart;
    }

    private static String text(String sql, String cart) {
        return shop.database.queryForList(sql, String.class, cart).getFirst();
    }

    private Said order(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("order"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", directory.toString(), "--database", "%s?user=%s&password=%s".formatted(
                Parts.database().jdbcUrl(), Parts.database().user(), Parts.database().password())));
        if (arguments[0].equals("refund")) {
            command.addAll(List.of("--bootstrap", Parts.kafka().bootstrapServers(), "--registry",
                    Parts.registry().toString()));
        }
        var err = directory.resolve("err");
        var process = Command.tillstream(command.toArray(String[]::new)).redirectError(err.toFile()).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(err));
    }
}
