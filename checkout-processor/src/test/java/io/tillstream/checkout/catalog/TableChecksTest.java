package io.tillstream.checkout.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tillstream.checkout.catalog.CatalogCommand.SetShippingZone;
import io.tillstream.checkout.catalog.CatalogCommand.SetTaxRates;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.TaxRate;
import io.tillstream.checkout.pricing.TaxTable.Row;

class TableChecksTest {

    private static final Area GERMANY = Area.of("de", "", "");
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void acceptsAZoneHoweverItsAreasAreWritten() {
        assertThat(zone("home", List.of(GERMANY, Area.of("us", " ca ", "941 10"), Area.of("", "", "")),
                method("post", "EUR", 0, 0L), method("post", "USD", 499, null)).code()).isEqualTo("ok");
        assertThat(zone("nowhere", List.of(Area.of("US", "HI", ""))).code()).isEqualTo("ok");
    }

    @Test
    void refusesWhatIsNoZone() {
        assertThat(bad(zone("", List.of(GERMANY)))).contains("1 to 40");
        assertThat(bad(zone("home", List.of()))).contains("1 to 50000 areas");
        assertThat(bad(zone("home", List.of(GERMANY, Area.of("DE", "", " "))))).contains("DE is named twice");
        assertThat(bad(zone("home", List.of(Area.of("Germany", "", ""))))).contains("GERMANY");
        assertThat(bad(zone("home", List.of(Area.of("", "CA", ""))))).contains("no country");
        assertThat(bad(zone("home", List.of(Area.of("US", "California", ""))))).contains("CALIFORNIA");
        assertThat(bad(zone("home", List.of(GERMANY), method("by air", "EUR", 1, null)))).contains("by air");
        assertThat(bad(zone("home", List.of(GERMANY), method("post", "euro", 1, null)))).contains("euro");
        assertThat(bad(zone("home", List.of(GERMANY), method("post", "EUR", -1, null)))).contains("price");
        assertThat(bad(zone("home", List.of(GERMANY), method("post", "EUR", 1_000_000_000_001L, null))))
                .contains("price");
        assertThat(bad(zone("home", List.of(GERMANY), method("post", "EUR", 1, -1L)))).contains("free_from");
        assertThat(bad(zone("home", List.of(GERMANY), method("post", "EUR", 1, null), method("post", "EUR", 2, null))))
                .contains("post in EUR is named twice");
    }

    @Test
    void anAreaIsInOneZone() {
        var owned = Map.of(GERMANY, "home");

        assertThat(ZoneChecks.set("home", new SetShippingZone("standard", List.of(GERMANY), List.of()), () -> owned)
                .code())
                .isEqualTo("ok");
        assertThat(ZoneChecks.set("other", new SetShippingZone("standard", List.of(GERMANY), List.of()), () -> owned))
                .satisfies(outcome -> {
                    assertThat(outcome.code()).isEqualTo("area_of_other_zone");
                    assertThat(outcome.detail()).contains("DE", "home");
                });
    }

    @Test
    void removesAZoneThatThereIs() {
        assertThat(ZoneChecks.remove("home", true).code()).isEqualTo("ok");
        assertThat(ZoneChecks.remove("home", false).code()).isEqualTo("zone_not_found");
    }

    @Test
    void acceptsRatesOfACountryAndOfEverywhere() {
        assertThat(rates("DE").code()).isEqualTo("ok");
        assertThat(rates("DE", row(GERMANY, "standard", 190_000, null, null),
                row(GERMANY, "reduced", 70_000, null, null), row(GERMANY, "standard", 160_000, NOON, null)).code())
                .isEqualTo("ok");
        assertThat(rates("*", row(Area.of("", "", ""), "standard", 0, null, null)).code()).isEqualTo("ok");
    }

    @Test
    void refusesWhatAreNoRates() {
        assertThat(badRates(rates("de"))).contains("upper case");
        assertThat(badRates(rates("DEU"))).contains("ISO 3166-1");
        assertThat(badRates(rates("*", row(Area.of("", "CA", ""), "standard", 0, null, null)))).contains("no country");
        assertThat(badRates(rates("DE", row(GERMANY, "Standard", 0, null, null)))).contains("tax class");
        assertThat(badRates(rates("DE", row(GERMANY, "standard", -1, null, null)))).contains("ppm is -1");
        assertThat(badRates(rates("DE", row(GERMANY, "standard", 10_000_001, null, null)))).contains("ppm");
        assertThat(badRates(rates("DE", row(GERMANY, "standard", 1, NOON, NOON)))).contains("not before");
        assertThat(badRates(rates("DE", row(GERMANY, "standard", 1, null, Instant.ofEpochMilli(Long.MAX_VALUE)))))
                .contains("9999");
    }

    /// Which of two rates counts is that which began last.
    @Test
    void refusesTwoRatesThatBeginTogether() {
        assertThat(badRates(rates("DE", row(GERMANY, "standard", 190_000, NOON, null),
                row(GERMANY, "standard", 160_000, NOON, NOON.plusSeconds(1))))).contains("begin at the same time");
        assertThat(badRates(rates("DE", row(GERMANY, "standard", 190_000, null, null),
                row(GERMANY, "standard", 160_000, null, NOON)))).contains("ever since");
    }

    private static String bad(Outcome outcome) {
        assertThat(outcome.code()).isEqualTo("bad_zone");
        return outcome.detail();
    }

    private static String badRates(Outcome outcome) {
        assertThat(outcome.code()).isEqualTo("bad_tax_rates");
        return outcome.detail();
    }

    private static Outcome zone(String id, List<Area> areas, Method... methods) {
        return ZoneChecks.set(id, new SetShippingZone("standard", areas, List.of(methods)), Map::of);
    }

    private static Method method(String name, String currency, long price, @Nullable Long freeFrom) {
        return new Method("home", name, 1, currency, price, freeFrom);
    }

    private static Outcome rates(String country, Row... rows) {
        return TaxChecks.set(country, new SetTaxRates(List.of(rows)));
    }

    private static Row row(Area area, String taxClass, int ppm, @Nullable Instant from, @Nullable Instant until) {
        return new Row(area, new TaxRate(taxClass, ppm, true), from, until);
    }
}
