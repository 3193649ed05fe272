package io.tillstream.checkout.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.lane.LaneRow.Position;
import io.tillstream.checkout.lane.Resync.Verdict;
import io.tillstream.checkout.publication.Outbox;

/// Topic a entered at 0 and stands at 50, b entered at 5 and stands at 7. Batch 3 moved a from 20 to 40, batch 4 from there to 50 and b from 6 to 7.
class ResyncTest {

    private static final Map<String, LogBounds> LOGS = Map.of("a", new LogBounds("id-a", 0, 100), "b",
            new LogBounds("id-b", 5, 90));
    private static final OutboxRow THIRD = new OutboxRow(3, Map.of("a", 20L, "b", 6L), Map.of("a", 40L, "b", 6L),
            new byte[]{3});
    private static final OutboxRow FOURTH = new OutboxRow(4, THIRD.to(), Map.of("a", 50L, "b", 7L), new byte[]{4});
    private static final LaneRow ROW = row(null, null, 50, 7);

    @Test
    void isInStepWhereTheGroupCommittedWhatTheRowSays() {
        assertThat(verdict(Map.of("a", 50L, "b", 7L))).isEqualTo(new Verdict.InStep());
    }

    @Test
    void publishesTheLastBatchIfTheGroupCommittedTheOneBefore() {
        assertThat(verdict(Map.of("a", 40L, "b", 6L))).isEqualTo(new Verdict.Publish(List.of(FOURTH)));
    }

    @Test
    void publishesBothHalvesOfASplitBatchIfTheGroupCommittedNeither() {
        assertThat(verdict(Map.of("a", 20L, "b", 6L))).isEqualTo(new Verdict.Publish(List.of(THIRD, FOURTH)));
    }

    @Test
    void commitsWhereALaneEntersBeforeItRuns() {
        assertThat(verdict(row(null, null, 0, 5), List.of(), Map.of(), LOGS)).isEqualTo(new Verdict.Publish(List.of()));
        assertThat(verdict(row(null, null, 0, 5), List.of(), Map.of("a", 0L, "b", 5L), LOGS))
                .isEqualTo(new Verdict.InStep());
    }

    @Test
    void takesAnAbsentOffsetForTheStartOnlyWhileTheTopicIsWhereItEntered() {
        assertThat(verdict(row(null, null, 50, 5), List.of(), Map.of("a", 50L), LOGS))
                .isEqualTo(new Verdict.Publish(List.of()));
        assertUnclear(verdict(row(null, null, 50, 5), List.of(), Map.of("b", 5L), LOGS), "committed {a=-1, b=5}");
        assertUnclear(verdict(Map.of("a", 50L)), "committed {a=50, b=-1}");
    }

    @Test
    void doesNotTakeAnAbsentOffsetForThatOfAFirstBatch() {
        var first = new OutboxRow(1, Map.of("a", 0L, "b", 5L), Map.of("a", 50L, "b", 5L), new byte[0]);
        assertUnclear(verdict(row(null, null, 50, 5), List.of(first), Map.of(), LOGS), "committed {a=-1, b=5}");
    }

    @Test
    void publishesABatchFromBeforeATopicCameToTheLane() {
        var before = new OutboxRow(4, Map.of("a", 40L), Map.of("a", 50L), new byte[]{4});
        assertThat(verdict(row(null, null, 50, 5), List.of(before), Map.of("a", 40L), LOGS))
                .isEqualTo(new Verdict.Publish(List.of(before)));
    }

    @Test
    void isUnclearIfTheGroupIsAheadOrFurtherBehindOrBetween() {
        assertUnclear(verdict(Map.of("a", 51L, "b", 7L)), "committed {a=51, b=7}, the lane's row is at {a=50, b=7}");
        assertUnclear(verdict(Map.of("a", 19L, "b", 6L)), "committed {a=19, b=6}");
        assertUnclear(verdict(Map.of("a", 40L, "b", 7L)), "committed {a=40, b=7}");
        assertUnclear(verdict(Map.of()), "committed {a=-1, b=-1}");
    }

    @Test
    void isUnclearIfATopicIsAnotherOneOrGone() {
        var others = Map.of("a", new LogBounds("id-c", 0, 100), "b", new LogBounds("id-b", 5, 90));
        assertUnclear(verdict(ROW, List.of(), ROW.next(), others),
                "topic a was recreated: its id was id-a and is id-c");
        assertUnclear(verdict(ROW, List.of(), ROW.next(), Map.of("a", new LogBounds("id-a", 0, 100))),
                "topic b is gone");
    }

    @Test
    void isUnclearIfTheLogHasLostTheRowsPosition() {
        assertUnclear(verdict(ROW, List.of(), ROW.next(), logsOfA(0, 49)), "50 of a, beyond the log's end 49");
        assertUnclear(verdict(ROW, List.of(), ROW.next(), logsOfA(51, 100)), "50 of a, below the log's start 51");
        assertThat(verdict(ROW, List.of(), ROW.next(), logsOfA(50, 50))).isEqualTo(new Verdict.InStep());
    }

    @Test
    void aStoppedLaneWaitsForAPersonEvenIfItIsInStep() {
        assertThat(verdict(row("why", null, 50, 7), List.of(), ROW.next(), LOGS)).isEqualTo(new Verdict.Stopped());
    }

    @Test
    void aResumedLaneThatHasNothingToDecideRunsAgain() {
        assertThat(verdict(row("why", "kafka", 50, 7), List.of(), ROW.next(), LOGS)).isEqualTo(new Verdict.RunAgain());
        assertThat(verdict(row("why", "kafka", 50, 7), List.of(THIRD, FOURTH), THIRD.to(), LOGS))
                .isEqualTo(new Verdict.RunAgain());
    }

    @Test
    void aResumedLaneGoesOnAsAfterABatchThatPublishesNothing() {
        var verdict = verdict(row("why", "database", 50, 7), List.of(), Map.of("a", 30L), LOGS);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.GoOnAt.class, go -> {
            assertThat(go.row().counter()).isEqualTo(5);
            assertThat(go.row().from()).isEqualTo(Map.of("a", 30L, "b", -1L));
            assertThat(go.row().to()).isEqualTo(Map.of("a", 50L, "b", 7L));
            assertThat(Outbox.decode(go.row().records())).isEmpty();
            var after = new LaneRow(5, go.topics(), null, null);
            assertThat(verdict(after, List.of(go.row()), Map.of("a", 30L), LOGS))
                    .isEqualTo(new Verdict.Publish(List.of(go.row())));
        });
    }

    @Test
    void goesOnWhereThePersonTrustsIfTheLogStillHasIt() {
        var committed = Map.of("a", 30L, "b", 8L);
        assertThat(next(resume("database", committed, LOGS))).isEqualTo(Map.of("a", 50L, "b", 7L));
        assertThat(next(resume("kafka", committed, LOGS))).isEqualTo(committed);
    }

    @Test
    void goesOnAtTheStartOfALogThatHasNotWhatThePersonTrusts() {
        assertThat(next(resume("database", Map.of("a", 30L), logsOfA(60, 100)))).containsEntry("a", 60L);
        assertThat(next(resume("kafka", Map.of(), LOGS))).isEqualTo(Map.of("a", 0L, "b", 5L));
        var recreated = Map.of("a", new LogBounds("id-c", 2, 100), "b", new LogBounds("id-b", 5, 90));
        var at = resume("database", ROW.next(), recreated);
        assertThat(at).containsEntry("a", new Position("id-c", -1, 2));
    }

    private static Map<String, Position> resume(String trust, Map<String, Long> committed,
            Map<String, LogBounds> logs) {
        return Resync.resumeAt(row("why", trust, 50, 7), committed, logs);
    }

    private static Map<String, Long> next(Map<String, Position> topics) {
        return new LaneRow(0, topics, null, null).next();
    }

    private static Map<String, LogBounds> logsOfA(long start, long end) {
        return Map.of("a", new LogBounds("id-a", start, end), "b", new LogBounds("id-b", 5, 90));
    }

    private static LaneRow row(@Nullable String stopped, @Nullable String resumeFrom, long a, long b) {
        return new LaneRow(4, Map.of("a", new Position("id-a", 0, a), "b", new Position("id-b", 5, b)), stopped,
                resumeFrom);
    }

    private static Verdict verdict(Map<String, Long> committed) {
        return verdict(ROW, List.of(THIRD, FOURTH), committed, LOGS);
    }

    private static Verdict verdict(LaneRow row, List<OutboxRow> outbox, Map<String, Long> committed,
            Map<String, LogBounds> logs) {
        return Resync.verdict(row, outbox, committed, logs);
    }

    private static void assertUnclear(Verdict verdict, String why) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Unclear.class,
                unclear -> assertThat(unclear.why()).contains(why));
    }
}
