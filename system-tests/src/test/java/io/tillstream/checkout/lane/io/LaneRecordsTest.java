package io.tillstream.checkout.lane.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tillstream.checkout.lane.LaneSettings;
import io.tillstream.checkout.lane.io.LedgerHandler.Entry;
import io.tillstream.checkout.lane.io.Rig.Event;

/// Records that cannot be applied as they come: they do not stop a lane, unless there are many in a row.
@Timeout(90)
class LaneRecordsTest {

    private static final int MANY = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rig rig = Rig.open(2);
    private final String cart = rig.cart(0, 0);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aBatchSplitsUntilTheRecordsAtFaultStandAlone() {
        rig.add(cart, IntStream.range(0, 7));
        poison("bad decision", "poison");
        rig.add(cart, IntStream.range(7, 12));
        poison("bad data", "data fault");
        rig.add(cart, IntStream.range(12, 20));
        rig.start("a");
        rig.awaitEffects(20);
        rig.awaitInStep();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 20)));
        assertThat(failed()).containsExactlyInAnyOrder("bad decision", "bad data");
        var letters = rig.deadLetters();
        assertThat(letters).extracting(letter -> Entry.of(letter.value()).id()).containsExactlyInAnyOrder(
                "bad decision",
                "bad data");
        assertThat(letters).extracting(letter -> Rig.header(letter, "dead-letter-reason"))
                .anyMatch(reason -> reason.contains("nobody knows poison"))
                .anyMatch(reason -> reason.contains("invalid input syntax for type bigint"));
    }

    @Test
    void aBatchThatPublishesTooMuchSplits() {
        for (int i = 0; i < 8; i++) {
            rig.send(new Entry("r" + i, cart, "bytes", "900000"));
        }
        rig.start("a");
        rig.awaitEffects(8);
        rig.awaitInStep();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 8)));
        assertThat(rig.row(0).counter()).as("batches").isGreaterThan(1);
        assertThat(rig.jdbc.queryForObject("select max(length(records)) from outbox", Integer.class))
                .isLessThan(4 * 1024 * 1024);
    }

    @Test
    void aRecordThatPublishesMoreThanKafkaTakesIsADeadLetter() {
        rig.send(new Entry("too large", cart, "bytes", "1200000"));
        rig.add("r0", cart);
        rig.start("a");
        rig.awaitEffects(1);
        rig.awaitInStep();
        assertThat(failed()).containsExactly("too large");
        assertThat(rig.deadLetters()).hasSize(1);
    }

    @Test
    void aRecordThatIsLargerThanOrdinaryTopicsTakeIsADeadLetterAllTheSame() {
        var text = "large|" + cart + "|poison|" + "x".repeat(1_500_000);
        Rig.answer(() -> rig.admin.incrementalAlterConfigs(Map.of(
                new ConfigResource(
                        ConfigResource.Type.TOPIC, rig.scene.commands()),
                List.of(new AlterConfigOp(
                        new ConfigEntry("max.message.bytes", "3000000"),
                        AlterConfigOp.OpType.SET))))
                .all().get());
        rig.send(rig.scene.commands(), null, cart, text.getBytes(StandardCharsets.UTF_8));
        rig.add("r0", cart);
        rig.start("a");
        rig.awaitEffects(1);
        rig.awaitInStep();
        assertThat(rig.deadLetters()).singleElement().extracting(Rig::text).isEqualTo(text);
    }

    @Test
    void aRecordThatIsNotWhereItsKeyBelongsIsADeadLetter() {
        rig.send(rig.scene.commands(), 1, cart, new Entry("elsewhere", cart, "add", ""));
        rig.send(rig.scene.commands(), 1, null, new Entry("without key", cart, "add", ""));
        rig.add("r0", cart);
        rig.add("r1", rig.cart(1, 0));
        rig.start("a");
        rig.awaitEffects(2);
        rig.awaitInStep();
        rig.assertExactlyOnce(List.of("r0", "r1"));
        assertThat(rig.deadLetters()).extracting(letter -> Entry.of(letter.value()).id())
                .containsExactlyInAnyOrder("elsewhere", "without key");
        assertThat(rig.deadLetters()).allSatisfy(letter -> {
            assertThat(letter.partition()).isEqualTo(1);
            assertThat(Rig.header(letter, "dead-letter-reason")).contains("does not belong to this partition");
        });
    }

    @Test
    void manyDeadLettersInARowStopTheLaneUntilAPersonResumesIt() {
        rig.start("a", Rig.NOBODY, Rig.NOBODY, stopsAfterMany());
        poisons(MANY - 1);
        rig.add("r0", cart);
        poisons(MANY - 1);
        rig.add("r1", cart);
        rig.awaitEffects(2);
        assertThat(rig.row(0).stopped()).as("not in a row").isNull();
        poisons(MANY);
        rig.awaitStopped(0, "dead letters in a row");
        poisons(1);
        rig.add("r2", rig.cart(1, 0));
        rig.awaitEffects(3);
        assertThat(rig.deadLetters()).as("nothing more while the lane is stopped").hasSize(3 * MANY - 2);
        assertThat(rig.store.resume(rig.scene.group().lane(0), "database")).isTrue();
        await().atMost(PATIENCE).until(() -> rig.deadLetters().size() == 3 * MANY - 1);
        rig.add("r3", cart);
        rig.awaitEffects(4);
        rig.awaitInStep();
        assertThat(rig.row(0).stopped()).as("they are counted from the start").isNull();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 4)));
    }

    @Test
    void nothingIsCommittedThatHasNowhereToGo() {
        Rig.answer(() -> rig.admin.deleteTopics(List.of(rig.scene.events())).all().get());
        var refused = new AtomicInteger();
        rig.add("r0", cart);
        rig.start("a", (method, real) -> {
            try {
                return real.call();
            } catch (TimeoutException e) {
                refused.addAndGet(method.equals("partitionsFor") ? 1 : 0);
                throw e;
            }
        }, Rig.NOBODY);
        await().atMost(PATIENCE).until(() -> refused.get() > 0);
        assertThat(rig.effects()).isEmpty();
        rig.createTopic(rig.scene.events(), Map.of());
        rig.awaitEffects(1);
        rig.awaitInStep();
        rig.assertExactlyOnce(List.of("r0"));
    }

    private LaneSettings stopsAfterMany() {
        var usual = rig.scene.settings();
        return new LaneSettings(1, usual.pollTimeout(), usual.resyncTimeout(), usual.maxBackoff(), usual.stoppedCheck(),
                usual.idleBatch(), MANY);
    }

    private void poisons(int count) {
        IntStream.range(0, count).forEach(i -> poison("bad" + i, "poison"));
    }

    private void poison(String id, String kind) {
        rig.send(new Entry(id, cart, kind, "not a number"));
    }

    private List<String> failed() {
        return rig.events().stream().filter(event -> event.cart().equals("failed")).map(Event::id).toList();
    }
}
