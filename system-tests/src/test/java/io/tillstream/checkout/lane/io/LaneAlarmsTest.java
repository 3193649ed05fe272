package io.tillstream.checkout.lane.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tillstream.checkout.lane.io.Rig.Event;

/// When something was restored, reset or recreated, a lane stops instead of losing or doubling, and goes on as a person says.
@Timeout(90)
class LaneAlarmsTest {

    private static final Duration HEIR_TAKES_OVER = Duration.ofSeconds(15);

    private final Rig rig = Rig.open(2);
    private final String cart = rig.cart(0, 0);
    private final TopicPartition commands = new TopicPartition(rig.scene.commands(), 0);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aRestoredDatabaseStopsTheLaneAndTheDatabaseIsTrusted() {
        restoreTheDatabase();
        resume("database");
        rig.awaitEffects(30);
        rig.awaitInStep();
        assertThat(rig.effects()).containsExactlyInAnyOrderElementsOf(Rig.ids(IntStream.range(0, 30)));
        assertThat(published()).as("10 to 19 were published before the restore, and again").hasSize(40)
                .containsAll(Rig.ids(IntStream.range(0, 30)));
    }

    @Test
    void aRestoredDatabaseStopsTheLaneAndKafkaIsTrusted() {
        restoreTheDatabase();
        resume("kafka");
        rig.awaitEffects(20);
        rig.awaitInStep();
        var kept = Rig.ids(IntStream.concat(IntStream.range(0, 10), IntStream.range(20, 30)));
        assertThat(rig.effects()).as("10 to 19 are lost to the database").containsExactlyInAnyOrderElementsOf(kept);
        assertThat(published()).containsExactlyInAnyOrderElementsOf(Rig.ids(IntStream.range(0, 30)));
    }

    /// To after the first ten of twenty; ten more come afterwards.
    private void restoreTheDatabase() {
        apply(0, 10);
        var tables = List.of("lane", "outbox", "effect", "cart_version");
        tables.forEach(table -> rig.jdbc.execute("create table old_%s as table %s".formatted(table, table)));
        apply(10, 20);
        tables.forEach(table -> rig.jdbc
                .execute("truncate %s; insert into %s table old_%s".formatted(table, table, table)));
        rig.start("a");
        rig.awaitStopped(0, "the group committed");
        rig.add(cart, IntStream.range(20, 30));
        assertTheOtherLaneRuns();
        assertThat(rig.effects()).filteredOn(id -> id.startsWith("r")).hasSize(10);
        forgetTheOtherLane();
    }

    @Test
    void committedOffsetsThatWereResetStopTheLaneAndTheDatabaseIsTrusted() {
        apply(0, 20);
        reset(0);
        rig.start("a");
        rig.awaitStopped(0, "the group committed");
        resume("database");
        finish(20);
    }

    @Test
    void committedOffsetsThatWereResetStopTheLaneAndKafkaIsTrusted() {
        apply(0, 20);
        long end = position();
        reset(end - 5);
        rig.start("a");
        rig.awaitStopped(0, "the group committed");
        resume("kafka");
        rig.awaitEffects(25);
        rig.awaitInStep();
        assertThat(published()).as("the last five again, as the person wanted").hasSize(25);
    }

    @Test
    void committedOffsetsThatAreGoneStopTheLane() {
        apply(0, 20);
        Rig.answer(() -> rig.admin.deleteConsumerGroupOffsets(rig.scene.group().consumerGroup(), Set.of(commands)).all()
                .get());
        rig.start("a");
        rig.awaitStopped(0, "committed {");
        resume("database");
        finish(20);
    }

    @Test
    void aGroupThatIsGoneStopsTheLaneEvenAfterItsFirstBatch() {
        rig.add("r0", cart);
        try (var _ = rig.start("a")) {
            rig.awaitEffects(1);
            rig.awaitInStep();
        }
        Rig.answer(() -> rig.admin.deleteConsumerGroups(List.of(rig.scene.group().consumerGroup())).all().get());
        rig.start("a");
        rig.awaitStopped(0, "=-1");
        resume("database");
        finish(1);
    }

    @Test
    void aRecreatedTopicStopsTheLane() {
        apply(0, 20);
        recreate();
        rig.start("a");
        resumeBoth("was recreated", "database");
        finish(20);
    }

    @Test
    void aTopicThatIsRecreatedBehindARunningLaneStopsIt() {
        rig.start("a");
        rig.add(cart, IntStream.range(0, 20));
        rig.awaitEffects(20);
        rig.awaitInStep();
        recreate();
        resumeBoth("was recreated", "kafka");
        finish(20);
    }

    @Test
    void aRowBeyondTheLogsEndStopsTheLane() {
        apply(0, 20);
        rig.jdbc.update("update lane set next_offsets = (select array_agg(o + 1000) from unnest(next_offsets) o)");
        rig.start("a");
        resumeBoth("beyond the log's end", "kafka");
        finish(20);
    }

    @Test
    void aRowBelowTheLogsStartStopsTheLane() {
        apply(0, 10);
        rig.add(cart, IntStream.range(10, 20));
        deleteRecordsBefore(position() + 5);
        rig.start("a");
        rig.awaitStopped(0, "below the log's start");
        resume("database");
        rig.awaitEffects(15);
        rig.awaitInStep();
        assertThat(published()).hasSize(15);
    }

    @Test
    void retentionThatPassesARunningLaneStopsItAndNotItsThread() {
        var blocked = new AtomicInteger(1);
        rig.add("r0", cart);
        var member = rig.start("a", (method, real) -> {
            if (method.equals("poll") && blocked.get() == 0 && !rig.effects().isEmpty()) {
                blocked.set(2); // between two polls
                rig.add(cart, IntStream.range(1, 20));
                deleteRecordsBefore(end());
            }
            return real.call();
        }, Rig.NOBODY);
        rig.awaitEffects(1);
        rig.awaitInStep();
        blocked.set(0);
        rig.awaitStopped(0, "below the log's start");
        assertThat(member.thread().isAlive()).isTrue();
        assertTheOtherLaneRuns();
        resume("database");
        forgetTheOtherLane();
        rig.awaitInStep();
        rig.add("r20", cart);
        await().atMost(Duration.ofSeconds(20)).until(() -> rig.effects().contains("r20")); // r1 may have been fetched before it was deleted
    }

    @Test
    void aLookAtStaleOffsetsIsNoAlarm() {
        apply(0, 20);
        var looks = new AtomicInteger();
        rig.start("a", (method, real) -> {
            var result = real.call();
            return method.equals("committed") && looks.getAndIncrement() % 2 == 0 ? stale(result) : result;
        }, Rig.NOBODY);
        finish(20);
        assertThat(looks).hasValueGreaterThan(1);
    }

    @Test
    void aZombieThatSeesNonsenseGivesUpQuietly() {
        apply(0, 20);
        var looks = new AtomicInteger();
        var heir = new AtomicBoolean();
        rig.start("zombie", (method, real) -> {
            if (method.equals("beginTransaction") && looks.get() == 2 && !heir.get()) { // before it asks whether it owns the lane
                rig.start("heir");
                await().atMost(HEIR_TAKES_OVER).until(() -> members().equals(List.of(rig.scene.name() + "-heir")));
                heir.set(true);
            }
            var result = real.call();
            return method.equals("committed") && looks.incrementAndGet() <= 2 ? stale(result) : result;
        }, Rig.NOBODY);
        finish(20);
        assertThat(heir).isTrue();
        assertThat(rig.jdbc.queryForList("select stopped from lane where stopped is not null")).isEmpty();
    }

    private List<String> members() {
        var groups = Rig.answer(() -> rig.admin.describeConsumerGroups(List.of(rig.scene.group().consumerGroup())).all()
                .get());
        return groups.values().stream().flatMap(group -> group.members().stream()).map(MemberDescription::clientId)
                .toList();
    }

    private static Map<?, ?> stale(@Nullable Object committed) {
        return committed instanceof Map<?, ?> offsets
                ? offsets.keySet().stream()
                        .collect(Collectors.toMap(each -> each, _ -> new OffsetAndMetadata(0)))
                : Map.of();
    }

    private void apply(int from, int to) {
        try (var _ = rig.start("a")) {
            for (int i = from; i < to; i += 5) { // some batches
                rig.add(cart, IntStream.range(i, Math.min(i + 5, to)));
                rig.awaitEffects(Math.min(i + 5, to));
            }
            rig.awaitInStep();
        }
    }

    /// A person says so; more comes, and all is in the ledger once and in order.
    private void finish(int applied) {
        rig.awaitRunning(0);
        rig.add(cart, IntStream.range(applied, applied + 10));
        rig.awaitEffects(applied + 10);
        rig.awaitInStep();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, applied + 10)));
    }

    private void resume(String trust) {
        resume(0, trust);
    }

    private void resumeBoth(String why, String trust) {
        for (int lane = 0; lane < 2; lane++) {
            rig.awaitStopped(lane, why);
            resume(lane, trust);
        }
    }

    private void resume(int lane, String trust) {
        assertThat(rig.store.resume(rig.scene.group().lane(lane), trust)).isTrue();
        rig.awaitRunning(lane);
    }

    private void assertTheOtherLaneRuns() {
        rig.add("other", rig.cart(1, 0));
        await().atMost(Duration.ofSeconds(20)).until(() -> rig.effects().contains("other"));
    }

    private void forgetTheOtherLane() {
        rig.jdbc.update("delete from effect where id = 'other'");
    }

    private Collection<String> published() {
        return rig.events().stream().map(Event::id).filter(id -> id.startsWith("r")).toList();
    }

    private void reset(long offset) {
        Rig.answer(() -> rig.admin.alterConsumerGroupOffsets(rig.scene.group().consumerGroup(),
                Map.of(commands, new OffsetAndMetadata(offset))).all().get());
    }

    private long position() {
        return rig.row(0).next().getOrDefault(rig.scene.commands(), -1L);
    }

    private long end() {
        return Rig.answer(() -> rig.admin.listOffsets(Map.of(commands, OffsetSpec.latest())).all().get()).values()
                .iterator().next().offset();
    }

    private void deleteRecordsBefore(long offset) {
        Rig.answer(() -> rig.admin.deleteRecords(Map.of(commands, RecordsToDelete.beforeOffset(offset))).all().get());
    }

    private void recreate() {
        Rig.answer(() -> rig.admin.deleteTopics(List.of(rig.scene.commands())).all().get());
        await().ignoreExceptions().atMost(Duration.ofSeconds(10)).until(() -> {
            rig.createTopic(rig.scene.commands(), Map.of());
            return true;
        });
    }
}
