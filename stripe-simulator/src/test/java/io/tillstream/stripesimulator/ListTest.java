package io.tillstream.stripesimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentListParams.Created;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListTest {

    private final SettableClock clock = new SettableClock();
    private final SimulatorFixture simulator = new SimulatorFixture(Settings.defaults().withClock(clock));
    private final List<PaymentIntent> newestFirst = new ArrayList<>();

    @BeforeEach
    void createTwoASecond() throws StripeException {
        for (int i = 0; i < 12; i++) {
            newestFirst.addFirst(simulator.created(100 + i));
            clock.advance(Duration.ofSeconds(i % 2));
        }
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void givesTheNewestTenUnlessToldOtherwise() throws StripeException {
        var page = simulator.intents().list();

        assertThat(page.getData()).isEqualTo(newestFirst.subList(0, 10));
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.getUrl()).isEqualTo("/v1/payment_intents");
    }

    @Test
    void pagesForwardsThroughEverythingOnce() throws StripeException {
        var found = new ArrayList<PaymentIntent>();
        simulator.intents().list(PaymentIntentListParams.builder().setLimit(5L).build()).autoPagingIterable()
                .forEach(found::add);

        assertThat(found).isEqualTo(newestFirst);
    }

    @Test
    void pagesBackwardsToo() throws StripeException {
        var page = simulator.intents().list(PaymentIntentListParams.builder().setLimit(3L)
                .setEndingBefore(newestFirst.get(7).getId()).build());

        assertThat(page.getData()).isEqualTo(newestFirst.subList(4, 7));
        assertThat(page.getHasMore()).isTrue();
    }

    @Test
    void startsAfterTheNamedOne() throws StripeException {
        var page = simulator.intents().list(PaymentIntentListParams.builder().setLimit(10L)
                .setStartingAfter(newestFirst.get(7).getId()).build());

        assertThat(page.getData()).isEqualTo(newestFirst.subList(8, 12));
        assertThat(page.getHasMore()).isFalse();
    }

    @Test
    void selectsByTheTimeOfCreation() throws StripeException {
        long from = newestFirst.get(8).getCreated();
        long to = newestFirst.get(4).getCreated();

        assertThat(created(Created.builder().setGte(from).setLte(to).build()))
                .isEqualTo(newestFirst.stream().filter(i -> i.getCreated() >= from && i.getCreated() <= to).toList());
        assertThat(created(Created.builder().setGt(from).setLt(to).build()))
                .isEqualTo(newestFirst.stream().filter(i -> i.getCreated() > from && i.getCreated() < to).toList())
                .isNotEmpty();
    }

    private List<PaymentIntent> created(Created range) throws StripeException {
        return simulator.intents().list(PaymentIntentListParams.builder().setLimit(100L).setCreated(range).build())
                .getData();
    }
}
