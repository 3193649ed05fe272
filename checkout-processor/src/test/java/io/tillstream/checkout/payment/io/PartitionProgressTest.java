package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.checkout.payment.io.PartitionProgress.Commit;

class PartitionProgressTest {

    private static final int LOG = 400;
    private static final int RUNS = 200;

    private final long seed = Long.getLong("seed", System.nanoTime() & 0xffffff);

    private static PartitionProgress begun(long from, int records) {
        var progress = new PartitionProgress(from, null);
        LongStream.range(from, from + records).forEach(progress::begin);
        return progress;
    }

    /// A log with gaps, owners that finish in any order, and are killed at any time: each request is finished, and what an owner had committed
    /// as finished is not begun again.
    @Test
    void neverSkipsWhatIsUnfinishedAndNeverRepeatsWhatIsCommitted() {
        System.out.printf("seed %d (repeat with -Dseed=%d)%n", seed, seed);
        var random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            var log = log(random);
            var finished = new TreeSet<Long>();
            var commit = new Commit(0, "");
            while (!finished.containsAll(log)) {
                commit = owner(random, log, finished, commit);
                assertThat(log.headSet(commit.offset())).as("below the committed offset").isSubsetOf(finished);
            }
        }
    }

    private static NavigableSet<Long> log(Random random) {
        var log = new TreeSet<Long>();
        random.longs(1 + random.nextInt(LOG), 0, LOG).forEach(log::add);
        return log;
    }

    /// @return what was committed when the owner was killed
    private static Commit owner(Random random, NavigableSet<Long> log, Set<Long> finished, Commit before) {
        var progress = new PartitionProgress(before.offset(), before.text());
        var skippable = Set.copyOf(finished);
        var told = saidToBeFinished(before, log);
        var records = new ArrayList<>(log.tailSet(before.offset()));
        var inHand = new ArrayList<Long>();
        var commit = before;
        int delivered = 0;
        for (int steps = random.nextInt(3 * LOG); steps > 0; steps--) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (delivered < records.size()) {
                        var offset = records.get(delivered++);
                        assertThat(progress.follows(offset)).isTrue();
                        if (progress.begin(offset)) {
                            assertThat(told).as("begun again").doesNotContain(offset);
                            inHand.add(offset);
                        } else {
                            assertThat(skippable).as("skipped").contains(offset);
                        }
                    } else {
                        progress.passed(LOG);
                    }
                }
                case 2 -> {
                    if (!inHand.isEmpty()) {
                        var offset = inHand.remove(random.nextInt(inHand.size()));
                        finished.add(offset);
                        progress.finished(offset);
                    }
                }
                default -> {
                    commit = progress.commit();
                    assertThat(commit.offset()).as("never goes back").isGreaterThanOrEqualTo(before.offset());
                    assertThat(finished).containsAll(saidToBeFinished(commit, log));
                }
            }
            assertThat(progress.inHand()).isEqualTo(inHand.size());
        }
        return commit;
    }

    private static Set<Long> saidToBeFinished(Commit commit, NavigableSet<Long> log) {
        var known = FinishedText.read(commit.offset(), commit.text());
        var said = new TreeSet<>(log.headSet(known.seen()));
        known.unfinished().forEach(said::remove);
        return said;
    }

    @Test
    void saysExactlyWhatIsFinishedAboveTheLowest() {
        var progress = begun(100, 10);
        LongStream.of(101, 102, 105, 109).forEach(progress::finished);
        var commit = progress.commit();
        assertThat(commit.offset()).isEqualTo(100);

        var next = new PartitionProgress(commit.offset(), commit.text());
        assertThat(LongStream.range(100, 112).filter(next::begin).toArray()).containsExactly(100, 103, 104, 106, 107,
                108, 110,
                111);
    }

    @Test
    void keepsWhatIsFinishedFarAboveThroughManyKills() {
        var progress = begun(0, 1_000);
        LongStream.range(1, 1_000).forEach(progress::finished);
        var commit = progress.commit();
        for (int kill = 0; kill < 5; kill++) {
            var next = new PartitionProgress(commit.offset(), commit.text());
            assertThat(LongStream.range(0, 10).filter(next::begin).toArray()).containsExactly(0);
            commit = next.commit();
        }
        assertThat(LongStream.range(0, 1_001).filter(new PartitionProgress(commit.offset(), commit.text())::begin)
                .toArray())
                .containsExactly(0, 1_000);
    }

    @Test
    void movesOverWhatIsNoRequest() {
        var progress = begun(0, 2);
        progress.passed(50);
        assertThat(progress.commit()).isEqualTo(new Commit(0, "1;1e;0.2"));
        progress.finished(0);
        progress.finished(1);

        assertThat(progress.commit()).isEqualTo(new Commit(50, ""));
    }

    @Test
    void doesNotWaitForWhatRetentionHasTaken() {
        var before = begun(0, 10);
        LongStream.of(1, 2, 3).forEach(before::finished);
        var progress = new PartitionProgress(before.commit().offset(), before.commit().text());
        assertThat(progress.begin(6)).isTrue();
        assertThat(progress.inHand()).isEqualTo(1);
        LongStream.of(7, 8, 9).forEach(progress::begin);
        LongStream.of(6, 7, 8, 9).forEach(progress::finished);

        assertThat(progress.commit()).isEqualTo(new Commit(10, ""));
    }

    @Test
    void seesThatALogWasMadeAnew() {
        var progress = begun(100, 10);
        assertThat(progress.follows(110)).isTrue();
        assertThat(progress.follows(109)).isFalse();
        assertThat(new PartitionProgress(100, null).follows(99)).isFalse();
    }

    @Test
    void countsAsInHandOnlyWhatIsWorkedOnHere() {
        var before = begun(0, 600).commit();
        var progress = new PartitionProgress(before.offset(), before.text());
        assertThat(progress.inHand()).isZero();
        progress.begin(0);
        assertThat(progress.inHand()).isEqualTo(1);
    }

    @Test
    void fitsIntoTheBrokersLimitWhateverIsUnfinished() {
        var progress = begun(0, 200_000);
        var unfinished = new TreeSet<Long>(List.of(0L));
        new Random(seed).longs(5_000, 0, 200_000).forEach(unfinished::add);
        LongStream.range(0, 200_000).filter(offset -> !unfinished.contains(offset)).forEach(progress::finished);
        var commit = progress.commit();
        assertThat(commit.text().length()).isBetween(3_900, 4_096);

        var known = FinishedText.read(commit.offset(), commit.text());
        assertThat(known.unfinished()).isEqualTo(List.copyOf(unfinished.headSet(known.seen())))
                .hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1;;", "1;a;", "2;a;0.1", "1;a;0.1;", "1;a;0", "1;a;0.1,", "1;a;-1.2", "1;a;0.1.1",
            "1;1;0.2", "1;zzzzzzzzzzzz;0.zzzzzzzzzzz", "1;zzzzzzzzzzzzz;0.1", "1;a;0.zzzzzzzzzzzzzz",
            "1;a;0.1,\u00fc.1",
            "{\"some\": \"other client's\"}"})
    void ignoresWhatItCannotRead(String text) {
        assertThat(FinishedText.read(7, text)).isEqualTo(new FinishedText.Known(7, List.of()));
        assertThat(new PartitionProgress(7, text).begin(7)).isTrue();
    }
}
