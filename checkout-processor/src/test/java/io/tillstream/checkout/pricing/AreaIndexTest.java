package io.tillstream.checkout.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class AreaIndexTest {

    private static final int CASES = 100_000;
    private static final List<String> COUNTRIES = List.of("", "DE", "US");
    private static final List<String> REGIONS = List.of("", "CA", "NY");
    private static final List<String> PREFIXES = List.of("", "9", "94", "941", "94110", "1");

    @Test
    void findsWhatLookingAtEveryAreaFinds() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("findsWhatLookingAtEveryAreaFinds: -Dseed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            var areas = IntStream.range(0, random.nextInt(8)).mapToObj(_ -> new Area(any(COUNTRIES, random),
                    any(REGIONS, random), any(PREFIXES, random))).toList();
            var to = new Destination(any(List.of("DE", "US", "FR"), random), any(REGIONS, random),
                    any(List.of("", "9", "94110", "10115"), random));
            int refused = random.nextInt(8); // an area may have nothing to say

            var found = new AreaIndex<>(areas, area -> area).<Area>nearest(to,
                    area -> areas.indexOf(area) == refused ? null : area);

            assertThat(found).as("%s in %s without %d", to, areas, refused).isEqualTo(areas.stream()
                    .sorted(Area.NEAREST_FIRST).filter(area -> area.contains(to))
                    .filter(area -> areas.indexOf(area) != refused).findFirst().orElse(null));
        }
    }

    /// A country may have a rate for each of its postcodes.
    @Test
    void manyAreasCostALookUpNoMoreThanFew() {
        var rows = new ArrayList<TaxTable.Row>();
        for (int code = 0; code < 40_000; code++) {
            rows.add(new TaxTable.Row(new Area("US", "", "%05d".formatted(code)),
                    new TaxRate("standard", code, false), null, null));
        }
        var taxes = new TaxTable(rows);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 20_000; i++) {
                var rate = taxes.rate(new Destination("US", "CA", "%05d".formatted(i % 40_000)), "standard",
                        Instant.EPOCH);
                assertThat(rate == null ? -1 : rate.ppm()).isEqualTo(i % 40_000);
            }
        });
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
