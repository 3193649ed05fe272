package io.tillstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// That the benchmark measures what it says: it fails by itself unless all three wrote the same rows. How fast they are is nothing for a test.
class FlashSaleTest {

    @Test
    void letsAllThreeDoTheSameAndPrintsTheirRates() throws Exception {
        var bench = Command.tillstream("bench", "flash-sale", "--checkouts", "200", "--runs", "1", "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var printed = new String(bench.getInputStream().readAllBytes(), UTF_8);

        assertThat(bench.waitFor()).isZero();
        assertThat(printed).hasLineCount(1);
        var rates = JsonMapper.shared().readTree(printed);
        assertThat(rates.propertyNames()).containsExactlyInAnyOrder("textbook", "limit", "tillstream", "vs_textbook",
                "vs_limit");
        assertThat(rates.values()).allSatisfy(rate -> assertThat(rate.asDouble()).isPositive());
    }
}
