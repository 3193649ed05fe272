package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.CheckoutProcessor;
import io.tillstream.command.CancelOrder;
import io.tillstream.command.Checkout;
import io.tillstream.schemas.Topics;

/// Checkouts while a third of all calls to Stripe misbehave, webhooks come twice and in any order, and payment workers are killed every few seconds. At the end
/// Stripe's ledger, the orders and the stock agree.
///
/// `-Dpayments=N` sets how many, `-Dstripe-per-second=N` what the workers may call, `-Dkill-every=N` the seconds that a worker lives, `-Dseed=N` all that is random.
class PaymentStormTest {

    private static final int PAYMENTS = Integer.getInteger("payments", 100);
    private static final int PER_SECOND = Integer.getInteger("stripe-per-second", 1_000);
    private static final int KILL_EVERY = Integer.getInteger("kill-every", 4);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(120L + PAYMENTS / 5 + PAYMENTS * 12 / PER_SECOND);

    private static final long PRICE = 2_000;
    private static final String SECRET = "whsec_payment_storm";

    private final List<Process> workers = new ArrayList<>();
    private final Random random = new Random(SEED);

    @Test
    void stripeAndTheOrdersAgreeToTheCentAfterTheStorm() throws Exception {
        System.out.printf("PaymentStormTest: -Dpayments=%d -Dstripe-per-second=%d -Dkill-every=%d -Dseed=%d%n",
                PAYMENTS, PER_SECOND, KILL_EVERY, SEED);
        var settings = Map.<String, Object>of("tillstream.payment-worker", false, "tillstream.checkout.hold", "8s");
        try (var shop = new Shop(settings);
                var front = new Storefront(shop, Map.of("tillstream.stripe.webhook-secrets", SECRET))) {
            var stripe = new StripeControl(shop.stripe.uri());
            stripe.webhooksTo(URI.create("http://127.0.0.1:%d/webhooks/stripe".formatted(front.port())), SECRET);
            misbehave(stripe);
            storm(shop, stripe);
        } finally {
            for (var worker : workers) {
                worker.destroyForcibly().waitFor();
            }
        }
    }

    private void storm(Shop shop, StripeControl stripe) throws Exception {
        var sku = shop.sells("storm", PRICE, PAYMENTS * 2);
        workers.add(worker(shop, 0));
        workers.add(worker(shop, 1));
        long begin = System.nanoTime();
        var carts = checkouts(shop, sku);
        var kills = new AtomicInteger();
        var over = new AtomicBoolean();
        var killer = Thread.ofPlatform().start(() -> kill(shop, kills, over));
        try {
            Eventually.within(PATIENCE, "every order at its end", () -> {
                buyersAct(shop, stripe);
                return open(shop, carts) == 0;
            });
        } finally {
            over.set(true);
            killer.join();
            System.out.println(shop.database.queryForList(
                    "select status, reason, count(*) from orders where cart_id = any(?::uuid[]) group by 1, 2 order by 3 desc",
                    (Object) carts.toArray(String[]::new)));
        }
        System.out.printf("%d checkouts at their end after %d s, %d kills%n", PAYMENTS,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), kills.get());
        check(shop, stripe, sku, carts);
    }

    private static void misbehave(StripeControl stripe) {
        stripe.send("POST", "/_control/fault_plan",
                """
                {"seed": %d, "faults": [
                  {"on": "*", "kind": "error_500", "rate": 0.04}, {"on": "*", "kind": "error_500_after_success", "rate": 0.04},
                  {"on": "*", "kind": "error_409", "rate": 0.04}, {"on": "*", "kind": "error_429", "rate": 0.05},
                  {"on": "*", "kind": "timeout_after_success", "rate": 0.04, "value": 20000},
                  {"on": "*", "kind": "slow_drip", "rate": 0.03, "value": 1000}, {"on": "*", "kind": "truncated_body", "rate": 0.03},
                  {"on": "*", "kind": "connection_reset", "rate": 0.03}, {"on": "*", "kind": "reset_before", "rate": 0.03}]}"""
                        .formatted(SEED));
        stripe.send("POST", "/_control/webhook_plan", """
                {"seed": %d, "retry_after": "PT1S",
                 "disorder": {"duplicate": 0.3, "shuffle": 0.5, "within": "PT2S", "late": 0.02, "late_by": "PT15S"}}"""
                .formatted(SEED));
    }

    /// Of all kinds: cards that work, that are declined, that want 3-D Secure; payments by the storefront; and buyers who give up.
    private List<String> checkouts(Shop shop, String sku) {
        var carts = new ArrayList<String>();
        for (int i = 0; i < PAYMENTS; i++) {
            var cart = shop.cartWith(sku, 1);
            carts.add(cart);
            var method = switch (i % 10) {
                case 6 -> "pm_card_visa_chargeDeclined";
                case 7 -> "pm_card_authenticationRequired";
                case 8 -> null;
                default -> "pm_card_visa";
            };
            var checkout = shop.command(cart, new Checkout(method, null));
            if (i % 10 == 9) {
                shop.command(cart, new CancelOrder(checkout.toString()));
            }
        }
        return carts;
    }

    /// Each buyer once: most do what is asked, some fail, some never come back.
    private void buyersAct(Shop shop, StripeControl stripe) {
        shop.database.query("""
                select payment_intent_id, client_secret, status from payment
                where status = 'REQUIRES_ACTION' or status = 'CREATED' and payment_method is null and client_secret is not null
                order by order_id""", rs -> {
            var intent = rs.getString("payment_intent_id");
            boolean does = Math.floorMod(intent.hashCode(), 5) > 0; // the others never come back
            if (does && rs.getString("status").equals("CREATED")) {
                boolean declined = Math.floorMod(intent.hashCode(), 5) == 1 && random.nextBoolean();
                stripe.buyerConfirms(intent, rs.getString("client_secret"),
                        declined ? "4000000000009995" : "4242424242424242");
            } else if (does) {
                try {
                    stripe.authenticate(intent, Math.floorMod(intent.hashCode(), 5) == 1 ? "failure" : "success");
                } catch (AssertionError _) {
                    // it waits for nothing any more
                }
            }
        });
    }

    private static int open(Shop shop, List<String> carts) {
        return PAYMENTS - shop.count("""
                select count(*) from orders o join payment p using (order_id)
                where o.status not in ('PENDING_PAYMENT', 'REQUIRES_ACTION', 'CLOSING') and p.due_at is null
                    and o.cart_id = any(?::uuid[])""", carts);
    }

    private void kill(Shop shop, AtomicInteger kills, AtomicBoolean over) {
        try {
            for (int next = 0; !over.get(); next = 1 - next) {
                var log = log(next);
                while (!over.get() && !Files.readString(log).contains("are worked on here")) {
                    Thread.sleep(50); // a life begins with the first request
                }
                for (int i = 0; i < KILL_EVERY * 10 && !over.get(); i++) {
                    Thread.sleep(100);
                }
                if (!over.get()) {
                    workers.get(next).destroyForcibly().waitFor();
                    kills.incrementAndGet();
                    workers.set(next, worker(shop, next));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(int number) {
        return Path.of("target", "storm-" + number + ".log");
    }

    /// A process that has no lanes, and so is nothing but a payment worker.
    private static Process worker(Shop shop, int number) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), CheckoutProcessor.class.getName()));
        var settings = new HashMap<>(shop.settings());
        settings.putAll(Map.of("tillstream.payment-worker", true, "tillstream.lanes", 0, "tillstream.instance",
                "storm-" + number, "tillstream.stripe.requests-per-second", PER_SECOND / 2,
                "tillstream.stripe.read-timeout", "2s"));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(log(number).toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ended(String id, boolean confirmed, long total) {}

    private static void check(Shop shop, StripeControl stripe, String sku, List<String> carts) {
        var kept = new HashMap<String, Long>();
        var charges = new HashMap<String, Integer>();
        stripe.paymentIntents().forEach(intent -> {
            var order = intent.get("metadata").get("order_id").asString();
            kept.merge(order, intent.get("amount_received").asLong() - intent.get("amount_refunded").asLong(),
                    Long::sum);
            charges.merge(order, intent.get("successful_charges").asInt(), Integer::sum);
        });
        var orders = shop.database.query(
                "select order_id::text, status = 'CONFIRMED', total from orders where cart_id = any(?::uuid[])",
                (rs, _) -> new Ended(rs.getString(1), rs.getBoolean(2), rs.getLong(3)),
                (Object) carts.toArray(String[]::new));
        assertThat(orders).as("one order a checkout").hasSize(PAYMENTS);
        assertThat(shop.count("""
                select count(*) from orders join payment using (order_id) where cart_id = any(?::uuid[])
                and (reason = 'not_paid' or orders.status = 'EXPIRED' and payment_intent_id is null)""", carts))
                .as("orders that ended before anybody tried").isZero();
        long confirmed = orders.stream().filter(Ended::confirmed).count();
        assertThat(orders).allSatisfy(order -> {
            assertThat(kept.getOrDefault(order.id(), 0L)).as("money of %s", order)
                    .isEqualTo(order.confirmed() ? order.total() : 0);
            assertThat(charges.getOrDefault(order.id(), 0)).as("charges of %s", order).isLessThanOrEqualTo(1);
        });
        assertThat(shop.stockOf(sku)).isEqualTo(PAYMENTS * 2 - (int) confirmed);
        assertThat(shop.database.queryForObject("select sum(change) from stock_movement where sku = ?", Long.class,
                sku)).isEqualTo(PAYMENTS * 2L - confirmed);
        var asked = shop.read(Topics.FULFILLMENT_REQUESTS).stream().filter(request -> carts.contains(
                request.getCartId())).map(request -> request.getOrderId()).toList();
        assertThat(asked).doesNotHaveDuplicates().hasSize((int) confirmed);
        System.out.printf("%d confirmed; money, stock and fulfilment requests add up%n", confirmed);
    }
}
