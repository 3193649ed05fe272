package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.stripe.exception.StripeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private static final int CALLERS = 1000;

    // the clock is read between reading a PaymentIntent and changing it: slow, it lets a missing lock show
    private static final InstantSource SLOW_CLOCK = () -> {
        LockSupport.parkNanos(1_000_000);
        return Instant.now();
    };

    private final SimulatorFixture simulator = new SimulatorFixture(Settings.defaults().withClock(SLOW_CLOCK));

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void chargesOnceHoweverManyConfirmAtOnce() throws Exception {
        var id = simulator.created(500).getId();
        var path = INTENTS + "/" + id + "/confirm";

        var answers = atOnce(i -> simulator.postWith("key" + i, path, "payment_method", "pm_card_visa"));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 400).hasSize(CALLERS - 1);
        assertThat(simulator.ledgerRow(id).get("successful_charges").asInt()).isOne();
    }

    @Test
    void createsOnceForOneKey() throws Exception {
        var answers = atOnce(i -> simulator.postWith("key", INTENTS, "amount", "500", "currency", "eur"));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200 || answer.statusCode() == 409);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200).map(HttpResponse::body).distinct())
                .hasSize(1);
        assertThat(simulator.ledger()).hasSize(1);
    }

    @Test
    void succeedsOrIsCanceledButNeverBoth() throws Exception {
        for (int round = 0; round < 20; round++) {
            var path = INTENTS + "/" + simulator.created(500).getId();
            var answers = atOnce(
                    List.of(() -> simulator.post(path + "/confirm", "payment_method", "pm_card_visa"),
                            () -> simulator.post(path + "/cancel")));
            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
        }
        assertThat(simulator.ledger()).allMatch(
                row -> row.get("status").asString()
                        .equals("succeeded") == (row.get("successful_charges").asInt() == 1));
    }

    @Test
    void keepsEveryOneOfManyPayments() throws Exception {
        var answers = atOnce(i -> {
            var created = simulator.post(INTENTS, "amount", "" + (100 + i), "currency", "eur", "payment_method_types[]",
                    "card");
            return simulator.post(INTENTS + "/" + json(created).get("id").asString() + "/confirm", "payment_method",
                    "pm_card_visa");
        });

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(simulator.ledger().mapToLong(row -> row.get("amount_received").asLong()).sum())
                .isEqualTo(IntStream.range(0, CALLERS).mapToLong(i -> 100 + i).sum());
    }

    private static List<HttpResponse<String>> atOnce(IntFunction<HttpResponse<String>> call) throws Exception {
        return atOnce(IntStream.range(0, CALLERS)
                .<Callable<HttpResponse<String>>>mapToObj(i -> () -> call.apply(i)).toList());
    }

    private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(64)) {
            return threads.invokeAll(calls).stream().map(future -> future.resultNow()).toList();
        }
    }

    @Test
    void aPaymentIntentSeenByStripesLibraryIsTheOneInTheLedger() throws StripeException {
        var paid = simulator.paid(1234);

        var row = simulator.ledgerRow(paid.getId());

        assertThat(row.get("amount").asLong()).isEqualTo(1234);
        assertThat(row.get("currency").asString()).isEqualTo("eur");
        assertThat(row.get("amount_refunded").asLong()).isZero();
    }
}
