package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;

class CircuitTest {

    private static final StripeAnswer FAILURE = new Unknown("HTTP 503", true);
    private static final StripeAnswer SUCCESS = new UnexpectedState();

    private static void answer(Circuit circuit, StripeAnswer answer, int times) {
        IntStream.range(0, times).forEach(_ -> {
            assertThat(circuit.enter()).isTrue();
            circuit.left(answer);
        });
    }

    static List<StripeAnswer> answersOfAStripeThatWorks() {
        return List.of(new Refused("card_declined", "", true), new TooMany(), new Unknown("HTTP 409", false),
                new KeySpent(), new NotAllowed(401));
    }

    @ParameterizedTest
    @MethodSource("answersOfAStripeThatWorks")
    void staysClosedWhateverAStripeThatWorksAnswers(StripeAnswer answer) {
        answer(new Circuit(Duration.ofHours(1)), answer, 500);
    }

    @Test
    void opensWhenMostCallsFail() {
        var circuit = new Circuit(Duration.ofHours(1));
        answer(circuit, SUCCESS, 100);
        answer(circuit, FAILURE, 30);

        assertThat(circuit.enter()).isFalse();
    }

    @Test
    void staysClosedWhileAThirdOfAllCallsFails() {
        var circuit = new Circuit(Duration.ofHours(1));
        var random = new Random(1);
        IntStream.range(0, 200_000).forEach(_ -> answer(circuit, random.nextInt(3) == 0 ? FAILURE : SUCCESS, 1));
    }

    @Test
    void triesAFewCallsAndClosesWhenTheyWork() {
        var circuit = new Circuit(Duration.ofMillis(50));
        answer(circuit, FAILURE, Circuit.LAST_CALLS);
        await().until(circuit::enter);
        circuit.leftUnanswered();
        assertThat(IntStream.range(0, 20).filter(_ -> circuit.enter()).count()).isEqualTo(5);
        IntStream.range(0, 5).forEach(_ -> circuit.left(SUCCESS));

        answer(circuit, SUCCESS, 100);
    }

    @Test
    void staysOpenWhenTheTriesFail() {
        var circuit = new Circuit(Duration.ofMillis(50));
        answer(circuit, FAILURE, Circuit.LAST_CALLS);
        await().until(circuit::enter);
        circuit.left(FAILURE);
        answer(circuit, FAILURE, 4);

        assertThat(circuit.enter()).isFalse();
    }
}
