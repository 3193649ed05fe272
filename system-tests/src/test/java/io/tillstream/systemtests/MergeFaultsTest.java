package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tillstream.checkout.CheckoutProcessor;
import io.tillstream.command.AddItem;
import io.tillstream.command.CreateCart;
import io.tillstream.command.MergeInto;
import io.tillstream.schemas.Topics;

/// Guests sign in by the hundred, while processors are killed with kill -9 and their connections to PostgreSQL are cut: every merge is taken or
/// returned once, and no unit is lost or in two carts. `-Dseed=` repeats what is random here; the processes race all the same.
class MergeFaultsTest {

    private static final int GUESTS = 150;
    private static final int USERS = 30;
    private static final int KILLS = 4;
    private static final Duration BETWEEN = Duration.ofMillis(60);

    private final long seed = Long.getLong("seed", System.nanoTime() & 0xffff);
    private final Random random = new Random(seed);
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Integer> handed = new HashMap<>();
    private final Map<String, String> into = new HashMap<>();
    private final List<String> merges = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        processes.forEach(Process::destroyForcibly);
        for (var process : processes) {
            process.waitFor();
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everyMergeIsTakenOrReturnedOnceWhateverHappensToTheProcesses() throws Exception {
        System.out.printf("seed %d (repeat with -Dseed=%d)%n", seed, seed);
        try (var shop = new Shop()) {
            var shirt = shop.sells("shirt", 2_000, 1_000_000);
            shop.shut();
            start(shop, 0);
            start(shop, 1);
            var users = users(shop);
            Eventually.that("the users' carts are there", () -> shop
                    .count("select count(*) from cart where cart_id = any(?::uuid[])", users) == USERS);
            mergeUnderFaults(shop, shirt, users);
            await("answers to all merges").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(300))
                    .until(() -> settled(shop));
            assertConserved(shop, users);
            assertOnce(shop);
        }
    }

    /// Every fifth is of a currency in which the shirt is not sold, and so no merge into it succeeds.
    private static List<String> users(Shop shop) {
        var users = new ArrayList<String>();
        for (int i = 0; i < USERS; i++) {
            users.add(UUID.randomUUID().toString());
            shop.command(users.get(i), user(users.get(i)), new CreateCart(i % 5 == 0 ? "EUR" : "USD"));
        }
        return users;
    }

    private static String user(String cart) {
        return "user of " + cart;
    }

    private void mergeUnderFaults(Shop shop, String shirt, List<String> users) throws InterruptedException {
        int kills = 0;
        for (int i = 0; i < GUESTS; i++) {
            var guest = UUID.randomUUID().toString();
            var target = random.nextInt(20) == 0
                    ? UUID.randomUUID().toString()
                    : users.get(random.nextInt(users.size()));
            int quantity = 1 + random.nextInt(5);
            handed.put(guest, quantity);
            into.put(guest, target);
            shop.command(guest, new CreateCart("USD"));
            shop.command(guest, new AddItem(shirt, quantity, Map.of()));
            merges.add(shop.command(guest, user(target), new MergeInto(target)).toString());
            if (random.nextInt(3) == 0) { // once more, with another key
                merges.add(shop.command(guest, user(target), new MergeInto(target)).toString());
            }
            if (i * KILLS / GUESTS > kills) {
                kill(shop, kills++ % 2);
            }
            if (random.nextInt(10) == 0) {
                cut(shop);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void kill(Shop shop, int which) throws InterruptedException {
        processes.get(which).destroyForcibly().waitFor();
        start(shop, which);
    }

    /// A connection on which a lane works, in the middle of whatever it does.
    private static void cut(Shop shop) {
        shop.database.queryForList("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where pid <> pg_backend_pid() and state <> 'idle' and query ~ 'lane|cart|outbox|commit' limit 1""");
    }

    private void start(Shop shop, int which) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), CheckoutProcessor.class.getName()));
        shop.settings().forEach((key, value) -> command.add("--" + key + "=" + value));
        command.add("--tillstream.instance=merges-" + which);
        command.add("--tillstream.lanes=2");
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/merges-" + which + ".log")))
                    .start();
            if (which < processes.size()) {
                processes.set(which, process);
            } else {
                processes.add(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All are answered by the user's lane, and what was refused is back.
    private boolean settled(Shop shop) {
        int answered = shop.count("""
                select count(*) from command_outcome first join command_outcome last on last.command_id = first.continued_by
                where first.command_id = any(?::uuid[])""", merges);
        int merged = carts(shop, "status = 'MERGED'");
        return answered == merges.size() && merged == taken(shop).size()
                && merged + carts(shop, "status = 'ACTIVE'") == GUESTS;
    }

    private int carts(Shop shop, String condition) {
        return shop.count("select count(*) from cart where cart_id = any(?::uuid[]) and " + condition,
                List.copyOf(into.keySet()));
    }

    /// Guests' carts whose lines the user's lane has accepted.
    private List<String> taken(Shop shop) {
        return strings(shop, """
                select distinct first.subject from command_outcome first
                join command_outcome last on last.command_id = first.continued_by and last.status = 'accepted'
                where first.command_id = any(?::uuid[])""", merges);
    }

    private static List<String> strings(Shop shop, String sql, Collection<String> ids) {
        return shop.database.query(sql, (rs, _) -> rs.getString(1), (Object) ids.toArray(String[]::new));
    }

    private void assertConserved(Shop shop, List<String> users) {
        var taken = taken(shop);
        assertThat(taken).hasSizeBetween(GUESTS / 2, GUESTS - 1);
        for (var user : users) {
            assertThat(shop.count(
                    "select coalesce(sum(quantity), 0)::integer from cart_item where cart_id = any(?::uuid[])",
                    List.of(user))).as("shirts in %s", user)
                    .isEqualTo(
                            taken.stream().filter(guest -> user.equals(into.get(guest))).mapToInt(handed::get).sum());
        }
        assertThat(strings(shop, """
                select cart_id::text from cart where cart_id = any(?::uuid[]) and status = 'MERGED'
                and merged_into is not null""", into.keySet()))
                .containsExactlyInAnyOrderElementsOf(taken);
        assertThat(shop.count("select count(*) from cart_item where cart_id = any(?::uuid[])",
                List.copyOf(into.keySet()))).as("lines of guests, kept").isEqualTo(GUESTS);
    }

    private void assertOnce(Shop shop) {
        var takeOvers = strings(shop, """
                select distinct continued_by::text from command_outcome
                where command_id = any(?::uuid[]) and continued_by is not null""", merges);
        Predicate<String> ours = takeOvers::contains;
        assertThat(shop.read(Topics.CART_EVENTS).stream()
                .filter(event -> List.of("items_taken_over", "merge_returned").contains(event.getType())
                        && ours.test(event.getCause()))
                .map(event -> event.getCause())).as("ends of merges").containsExactlyInAnyOrderElementsOf(takeOvers);
        assertThat(shop.read(Topics.COMMAND_OUTCOMES).stream()
                .filter(outcome -> ours.test(outcome.getCommandId())).map(outcome -> outcome.getCommandId()))
                .as("outcomes").containsExactlyInAnyOrderElementsOf(takeOvers);
        assertThat(shop.read(Topics.CART_INTERNAL).stream()
                .filter(message -> ours.test(message.getCommandId()))
                .map(message -> message.getCommandId() + message.getBody().getClass().getSimpleName()))
                .as("messages").doesNotHaveDuplicates().hasSizeGreaterThan(takeOvers.size());
    }
}
