package io.tillstream.checkout.lane.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tillstream.checkout.lane.io.LedgerHandler.Entry;

/// Processes that crash, freeze, leave and come back at every point of a batch, while records keep coming: in the end each of them has had its
/// effect once. `-Dseed=` repeats what is random here; the processes race all the same.
class LaneFaultsTest {

    private static final int COMMANDS = 2_000;
    private static final int CARTS = 60;
    private static final int WORKERS = 3;
    private static final Duration FAULTS_LAST = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final int A_HANDFUL = 10;

    private final long seed = Long.getLong("seed", System.nanoTime() & 0xffff);
    private final Random random = new Random(seed);
    private final Rig rig = Rig.open(6);
    private final List<Worker> workers = new ArrayList<>();
    private final Map<String, Integer> fired = new ConcurrentHashMap<>();
    private final Map<Worker, Long> wakeAt = new HashMap<>();
    private final Set<String> expected = new HashSet<>();
    private final Set<String> poison = new HashSet<>();
    private int sent;

    @AfterEach
    void close() {
        workers.forEach(Worker::kill);
        rig.close();
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void everyRecordHasItsEffectOnceWhateverHappensToTheProcesses() throws InterruptedException {
        System.out.printf("seed %d (repeat with -Dseed=%d)%n", seed, seed);
        for (int i = 0; i < WORKERS; i++) {
            workers.add(start("w" + i));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> workers.stream().allMatch(Worker::running));
        long from = System.nanoTime();
        int faults = injectAllFaults();
        long calm = System.nanoTime();
        recover();
        awaitEverything();
        System.out.printf("%d commands, %d faults in %d s, in step %d s later: %s%n", sent, faults,
                (calm - from) / 1_000_000_000, (System.nanoTime() - calm) / 1_000_000_000, new TreeMap<>(fired));
        assertThat(fired).as("faults that happened").hasSizeGreaterThan(Fault.Point.values().length * 3);
        assertPromises();
    }

    /// Each fault once, in a random order, on random workers; at most two at a time.
    private int injectAllFaults() {
        Deque<String> plan = plan();
        int planned = plan.size();
        long end = System.nanoTime() + FAULTS_LAST.toNanos();
        while (System.nanoTime() < end
                && (!plan.isEmpty() || sent < COMMANDS || workers.stream().anyMatch(Worker::busy))) {
            publish(5 + random.nextInt(15));
            tend();
            if (random.nextInt(3) == 0 && !plan.isEmpty()) {
                inject(plan);
            }
            LockSupport.parkNanos(Duration.ofMillis(20 + random.nextInt(150)).toNanos());
        }
        while (sent < COMMANDS) {
            publish(20);
        }
        assertThat(plan).as("faults for which there was no time").hasSizeLessThan(planned / 2);
        return fired.values().stream().mapToInt(Integer::intValue).sum();
    }

    private Deque<String> plan() {
        var faults = new ArrayList<>(Fault.all().stream().map(Fault::toString).toList());
        faults.addAll(Collections.nCopies(3, "SIGKILL"));
        faults.addAll(Collections.nCopies(3, "leave"));
        Collections.shuffle(faults, random);
        return new ArrayDeque<>(faults);
    }

    private void inject(Deque<String> plan) {
        var free = workers.stream().filter(worker -> worker.running() && !worker.frozen() && !worker.busy()).toList();
        if (free.isEmpty() || workers.size() - free.size() > 1) {
            return;
        }
        var worker = free.get(random.nextInt(free.size()));
        var fault = plan.removeFirst();
        if (fault.equals("SIGKILL")) {
            count(fault);
            worker.kill();
        } else {
            if (fault.equals("leave")) {
                count(fault);
            }
            worker.order(fault);
        }
    }

    /// Restarts the dead, and wakes the frozen once others have taken over.
    private void tend() {
        for (int i = 0; i < workers.size(); i++) {
            var worker = workers.get(i);
            if (worker.dead()) {
                workers.set(i, start(worker.instance()));
            } else if (worker.frozen() && System.nanoTime() > wakeAt.computeIfAbsent(worker,
                    _ -> System.nanoTime() + Duration.ofSeconds(3).toNanos()) && taken(worker)) {
                wakeAt.remove(worker);
                worker.wake();
            }
        }
    }

    private boolean taken(Worker worker) {
        var group = Rig.answer(() -> rig.admin.describeConsumerGroups(List.of(rig.scene.group().consumerGroup())).all()
                .get()).values().iterator().next();
        return group.members().stream()
                .noneMatch(member -> member.clientId().startsWith(rig.scene.name() + "-" + worker.instance()));
    }

    private Worker start(String instance) {
        return Worker.start(rig.scene, instance, this::count);
    }

    private void count(String fault) {
        fired.merge(fault, 1, Integer::sum);
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            var id = "r" + sent++;
            var cart = "cart" + random.nextInt(CARTS);
            var topic = random.nextInt(4) == 0 ? rig.scene.name() + ".results" : rig.scene.commands();
            int dice = random.nextInt(1_000);
            if (dice < 6) {
                poison.add(id);
                rig.send(topic, null, cart, new Entry(id, cart, dice < 3 ? "poison" : "data fault", "not a number"));
            } else if (dice < 8) {
                poison.add(id);
                rig.send(topic, (rig.partition(cart) + 1) % rig.partitions, cart, new Entry(id, cart, "add", ""));
            } else if (dice < 150) {
                expected.add(id);
                expected.add(id + "-forwarded");
                rig.send(topic, null, cart, new Entry(id, cart, "forward", "cart" + random.nextInt(CARTS)));
            } else {
                expected.add(id);
                rig.send(topic, null, cart, new Entry(id, cart, "add", ""));
            }
        }
        rig.flush();
    }

    private void recover() {
        workers.forEach(worker -> {
            worker.wake();
            worker.order("calm");
        });
    }

    private void awaitEverything() {
        await().atMost(RECOVERY).pollInterval(POLL).failFast(this::assertNoAlarm).untilAsserted(() -> {
            tend();
            assertThat(rig.jdbc.queryForObject("select count(distinct id) from effect", Integer.class))
                    .as("applied").isGreaterThanOrEqualTo(expected.size());
            rig.assertInStep();
        });
    }

    private void assertNoAlarm() {
        assertThat(rig.jdbc.queryForList("select lane, stopped from lane where stopped is not null")).as("false alarms")
                .isEmpty();
    }

    private void assertPromises() {
        assertNoAlarm();
        rig.assertExactlyOnce(expected);
        Rig.assertEachOnce("dead-lettered",
                rig.deadLetters().stream().map(record -> Entry.of(record.value()).id()).toList(), poison);
        assertThat(rig.jdbc.queryForList("select count(*) from outbox group by lane", Integer.class))
                .as("outbox rows of each lane").allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(A_HANDFUL));
        assertThat(IntStream.range(0, rig.partitions)).as("lanes in step")
                .allSatisfy(lane -> assertThat(rig.committed(lane)).isEqualTo(rig.row(lane).next()));
    }
}
