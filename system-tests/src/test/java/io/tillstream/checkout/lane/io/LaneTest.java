package io.tillstream.checkout.lane.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tillstream.checkout.LaneKafka;
import io.tillstream.checkout.lane.io.LedgerHandler.Entry;

/// What a lane does on its way, one thing at a time.
@Timeout(60)
class LaneTest {

    private final Rig rig = Rig.open(2);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void appliesAndPublishesEachRecordOnceAndGoesOnWhereItStood() {
        rig.add(rig.cart(0, 0), IntStream.range(0, 20));
        rig.add(rig.cart(1, 0), IntStream.range(20, 40));
        rig.send(new Entry("f", rig.cart(0, 1), "forward", rig.cart(1, 1)));
        try (var _ = rig.start("a")) {
            rig.awaitEffects(42);
        }
        rig.add("later", rig.cart(0, 0));
        rig.start("a");
        rig.awaitEffects(43);
        rig.awaitInStep();
        var ids = new ArrayList<>(Rig.ids(IntStream.range(0, 40)));
        ids.addAll(List.of("f", "f-forwarded", "later"));
        rig.assertExactlyOnce(ids);
    }

    @Test
    void aFirstBatchWhoseKafkaTransactionFailsIsPublishedByTheResync() {
        failsOnce("beginTransaction", false);
    }

    @Test
    void aCommitThatTookEffectAndReportedATimeoutDoesNotDouble() {
        failsOnce("commitTransaction", true);
    }

    @Test
    void aCommitThatNeverArrivedIsPublishedByTheResync() {
        failsOnce("commitTransaction", false);
    }

    @Test
    void offsetsThatWereNotTakenArePublishedByTheResync() {
        failsOnce("sendOffsetsToTransaction", false);
    }

    @Test
    void allPartsOfASplitBatchArePublishedIfItsKafkaTransactionFails() {
        rig.send(new Entry("bad", rig.cart(0, 0), "poison", ""));
        failsOnce("beginTransaction", false);
        assertThat(rig.deadLetters()).hasSize(1);
    }

    /// Once, after the first batch is in PostgreSQL.
    ///
    /// @param after whether the call takes effect first
    private void failsOnce(String call, boolean after) {
        var once = new AtomicBoolean(true);
        rig.add(rig.cart(0, 0), IntStream.range(0, 20));
        rig.start("a", (method, real) -> {
            if (!method.equals(call) || rig.effects().isEmpty() || !once.getAndSet(false)) {
                return real.call();
            }
            if (after) {
                real.call();
            }
            throw new TimeoutException(call + " did not answer");
        }, Rig.NOBODY);
        rig.awaitEffects(20);
        rig.add(rig.cart(0, 0), IntStream.range(20, 40));
        rig.awaitEffects(40);
        rig.awaitInStep();
        assertThat(once).isFalse();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 40)));
    }

    @Test
    void aBatchThatPostgresDidNotTakeIsAppliedAgainBeforeAnythingElse() {
        var once = new AtomicBoolean(true);
        rig.add(rig.cart(0, 0), IntStream.range(0, 20));
        rig.start("a", Rig.NOBODY, (method, real) -> {
            if (method.equals("commit") && !rig.effects().isEmpty() && once.getAndSet(false)) {
                rig.add(rig.cart(0, 0), IntStream.range(30, 40));
                throw new SQLException("connection lost", "08006");
            }
            return real.call();
        });
        rig.awaitEffects(20);
        rig.add(rig.cart(0, 0), IntStream.range(20, 30));
        rig.awaitEffects(40);
        rig.awaitInStep();
        assertThat(once).isFalse();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 40)));
    }

    @Test
    void anUnknownOutcomeOfAPostgresCommitIsLookedUp() {
        var once = new AtomicBoolean(true);
        rig.add(rig.cart(0, 0), IntStream.range(0, 20));
        rig.start("a", Rig.NOBODY, (method, real) -> {
            var result = real.call();
            if (method.equals("commit") && !rig.effects().isEmpty() && once.getAndSet(false)) {
                throw new SQLException("connection lost", "08006");
            }
            return result;
        });
        rig.awaitEffects(20);
        rig.awaitInStep();
        assertThat(once).isFalse();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 20)));
    }

    @Test
    void aTwinWithItsTransactionalIdFencesItAndNothingIsLost() {
        rig.add(rig.cart(0, 0), IntStream.range(0, 20));
        rig.start("a");
        rig.awaitEffects(20);
        for (int i = 20; i < 40; i++) {
            if (i % 5 == 0) {
                var clients = LaneKafka.clients(rig.scene.group(), rig.scene.kafka(),
                        rig.scene.name() + "-a", rig.admin);
                try (var twin = clients.producers().get(); var _ = clients.consumer()) {
                    twin.initTransactions();
                }
            }
            rig.add("r" + i, rig.cart(0, 0));
        }
        rig.awaitEffects(40);
        rig.awaitInStep();
        rig.assertExactlyOnce(Rig.ids(IntStream.range(0, 40)));
    }
}
