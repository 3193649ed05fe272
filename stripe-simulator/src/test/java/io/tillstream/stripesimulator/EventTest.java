package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.euros;
import static io.tillstream.stripesimulator.SimulatorFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTest {

    private final SimulatorFixture simulator = SimulatorFixture.inMemory();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void areListedNewestFirstAndByType() throws StripeException {
        simulator.paid(500);
        simulator.paid(600);

        assertThat(simulator.v1().events().list().getData()).extracting(Event::getType).containsExactly(
                "payment_intent.succeeded", "charge.succeeded", "payment_intent.created", "payment_intent.succeeded",
                "charge.succeeded", "payment_intent.created");
        assertThat(simulator.v1().events().list(EventListParams.builder().setType("charge.succeeded").build())
                .getData()).hasSize(2);
        assertThat(simulator.v1().events().list(EventListParams.builder().setType("payment_intent.*").build())
                .getData()).hasSize(4);
        assertThat(simulator.v1().events().list(EventListParams.builder().addType("charge.succeeded")
                .addType("payment_intent.created").build()).getData()).hasSize(4);
    }

    @Test
    void pageThroughEverythingOnce() throws StripeException {
        for (int i = 0; i < 7; i++) {
            simulator.paid(500);
        }
        int count = 0;

        for (var event : simulator.v1().events().list(EventListParams.builder().setLimit(4L).build())
                .autoPagingIterable()) {
            assertThat(event.getObject()).isEqualTo("event");
            count++;
        }

        assertThat(count).isEqualTo(21);
    }

    @Test
    void nameTheRequestThatCausedThem() throws StripeException {
        var intent = simulator.intents().create(euros(500).build(), key("order-7-create"));

        var event = simulator.v1().events().list().getData().getFirst();

        assertThat(event.getRequest().getIdempotencyKey()).isEqualTo("order-7-create");
        assertThat(event.getRequest().getId()).isEqualTo(intent.getLastResponse().requestId());
        assertThat(event.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
    }

    @Test
    void areForgottenAfterThirtyDays() throws StripeException {
        simulator.created(500);
        var old = simulator.v1().events().list().getData().getFirst().getId();
        simulator.advance(Duration.ofDays(30).plusMinutes(1));
        simulator.created(500);

        assertThat(simulator.v1().events().list().getData()).hasSize(1);
        assertThat(simulator.get("/v1/events?starting_after=" + old).statusCode()).isEqualTo(200);
    }

    @Test
    void belongToOneAccount() throws StripeException {
        simulator.created(500);
        var event = simulator.v1().events().list().getData().getFirst();

        var stranger = simulator.stripe("sk_test_stranger").v1().events();

        assertThat(stranger.list().getData()).isEmpty();
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> stranger.retrieve(event.getId()))
                .getStatusCode()).isEqualTo(404);
    }
}
