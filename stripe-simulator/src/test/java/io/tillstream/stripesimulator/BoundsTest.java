package io.tillstream.stripesimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import org.junit.jupiter.api.Test;

import io.tillstream.stripesimulator.JournalLine.Committed;
import io.tillstream.stripesimulator.JournalLine.Kept;

class BoundsTest {

    @Test
    void keepsTheNewestEventsOnly() throws StripeException {
        try (var simulator = new SimulatorFixture(Settings.defaults().withEventsKept(4))) {
            simulator.paid(500);
            simulator.paid(600);

            assertThat(simulator.v1().events().list().getData()).extracting(Event::getType).containsExactly(
                    "payment_intent.succeeded", "charge.succeeded", "payment_intent.created",
                    "payment_intent.succeeded");
        }
    }

    @Test
    void removesKeysThatAreADayOld() {
        var clock = new SettableClock();
        var keys = new IdempotencyKeys(clock);
        for (int i = 0; i < 10; i++) {
            keys.keep(new Kept("acct_1", "key" + i, "/path", "fingerprint", "req_1", clock.millis(), null),
                    new Committed(0, new Cause(clock.millis(), 0, "req_1", "key" + i), Change.NOTHING, false, null));
            clock.advance(Duration.ofHours(2));
        }
        assertThat(keys.size()).isEqualTo(10);

        clock.advance(Duration.ofHours(12));
        keys.forgetExpired();

        assertThat(keys.size()).isEqualTo(5);
    }

    @Test
    void countsTheSameAnewInAnotherEraInsteadOfGrowing() {
        var counter = new Counter();
        var answers = new HashSet<Counter.Count>();
        for (int round = 0; round < 3; round++) {
            assertThat(answers.add(counter.count(-1))).isTrue();
            for (int i = 0; i < 100_000; i++) {
                counter.count(i);
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(new Counter.Count(0, 1), new Counter.Count(1, 1),
                new Counter.Count(2, 1));
    }

    @Test
    void neverGivesOneIdTwiceHoweverManyAreAskedFor() {
        var ids = new Ids(1, 1, 0);
        var roots = new HashSet<Long>();

        for (int i = 0; i < 250_000; i++) {
            roots.add(ids.rootOfNew("" + i));
            roots.add(ids.rootOfNew("always the same"));
        }

        assertThat(roots).hasSize(500_000);
    }
}
