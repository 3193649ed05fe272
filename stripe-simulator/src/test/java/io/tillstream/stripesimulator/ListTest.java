package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"5,4,,", "9223372036854775807,9223372036854775807,,", "0,99999999999,-9223372036854775808,",
            "0,99999999999,,9223372036854775807"})
    void nothingWasCreatedInATimeThatIsNone(String gte, String lte, String lt, String gt) {
        var path = INTENTS + "?created[gte]=" + gte + "&created[lte]=" + lte
                + (lt == null ? "" : "&created[lt]=" + lt) + (gt == null ? "" : "&created[gt]=" + gt);

        assertEmptyPage(path);
        assertEmptyPage(INTENTS + "?created=-5");
    }

    @Test
    void aPageBeyondTheTimeThatIsAskedForIsEmpty() {
        var oldest = newestFirst.getLast();
        var newest = newestFirst.getFirst();

        assertEmptyPage(INTENTS + "?created[gte]=%d&starting_after=%s".formatted(newest.getCreated(), oldest.getId()));
        assertEmptyPage(INTENTS + "?created[lte]=%d&ending_before=%s".formatted(oldest.getCreated(), newest.getId()));
        // from the other side everything in that time is beyond
        assertThat(json(simulator.get(INTENTS + "?created[lt]=%d&limit=100&starting_after=%s"
                .formatted(newestFirst.get(5).getCreated(), newest.getId()))).get("data"))
                .hasSameSizeAs(newestFirst.stream()
                        .filter(intent -> intent.getCreated() < newestFirst.get(5).getCreated()).toList());
    }

    private void assertEmptyPage(String path) {
        var page = simulator.get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(json(page).get("data")).isEmpty();
        assertThat(json(page).get("has_more").asBoolean()).isFalse();
    }

    private List<PaymentIntent> created(Created range) throws StripeException {
        return simulator.intents().list(PaymentIntentListParams.builder().setLimit(100L).setCreated(range).build())
                .getData();
    }
}
