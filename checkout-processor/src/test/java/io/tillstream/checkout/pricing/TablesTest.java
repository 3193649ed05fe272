package io.tillstream.checkout.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.ShippingTable.ZoneArea;
import io.tillstream.checkout.pricing.TaxTable.Row;

class TablesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ShippingTable shipping = new ShippingTable(
            List.of(zone("world", "", "", ""), zone("home", "DE", "", ""), zone("island", "DE", "", "27498")),
            List.of(new Method("home", "express", 2, "EUR", 999, null),
                    new Method("home", "post", 1, "EUR", 499, 5_000L),
                    new Method("island", "boat", 1, "EUR", 1_500, null)));

    @Test
    void theNearestAreaSaysWhatShippingCosts() {
        assertThat(quote("DE", "10115")).isEqualTo(new ShippingQuote.Price("post", 499, 5_000L, "standard"));
        assertThat(quote("DE", "27 498")).isEqualTo(new ShippingQuote.Price("boat", 1_500, null, "standard"));
    }

    @Test
    void theBuyersMethodCountsWhereTheZoneHasIt() {
        var berlin = Destination.of("DE", null, "10115");
        assertThat(shipping.quote(berlin, "express", "EUR"))
                .isEqualTo(new ShippingQuote.Price("express", 999, null, "standard"));
        assertThat(unknown(shipping.quote(berlin, "boat", "EUR"))).isEqualTo("shipping_method_not_available");
        assertThat(unknown(shipping.quote(berlin, null, "USD"))).isEqualTo("shipping_method_not_available");
    }

    @Test
    void saysWhyShippingIsNotKnown() {
        assertThat(unknown(shipping.quote(null, null, "EUR"))).isEqualTo("address_required");
        var home = new ShippingTable(List.of(zone("home", "DE", "", "")), List.of());
        assertThat(unknown(home.quote(Destination.of("FR", null, "75001"), null, "EUR")))
                .isEqualTo("destination_not_served");
        assertThat(PriceTables.NONE.shipping().quote(null, null, "EUR")).isEqualTo(ShippingQuote.NOTHING);
    }

    @Test
    void theNearestTaxRateCountsAndNoneWhereThereIsNone() {
        var taxes = new TaxTable(List.of(row("US", "CA", "", 72_500), row("US", "CA", "941", 86_250)));

        assertThat(ppm(taxes, Destination.of("us", "ca", "94110-1234"), NOON)).isEqualTo(86_250);
        assertThat(ppm(taxes, Destination.of("US", "CA", "90001"), NOON)).isEqualTo(72_500);
        assertThat(ppm(taxes, Destination.of("US", "OR", "97201"), NOON)).isEqualTo(-1);
        assertThat(taxes.rate(Destination.of("US", "CA", "90001"), "books", NOON)).isNull();
    }

    @Test
    void aRateIsValidFromItsFirstMomentUpToItsEnd() {
        var taxes = new TaxTable(List.of(
                new Row(new Area("DE", "", ""), new TaxRate("standard", 160_000, true), null, NOON),
                new Row(new Area("DE", "", ""), new TaxRate("standard", 190_000, true), NOON, null)));
        var berlin = Destination.of("DE", null, "10115");

        assertThat(ppm(taxes, berlin, NOON.minusMillis(1))).isEqualTo(160_000);
        assertThat(ppm(taxes, berlin, NOON)).isEqualTo(190_000);
    }

    /// Else a shop that has removed its last zone would ship everywhere for nothing.
    @Test
    void aShopWithoutZonesThatHadOneShipsNowhere() {
        var none = new ShippingTable(List.of(), List.of(), true);

        assertThat(unknown(none.quote(null, null, "EUR"))).isEqualTo("address_required");
        assertThat(unknown(none.quote(Destination.of("DE", null, "10115"), null, "EUR")))
                .isEqualTo("destination_not_served");
    }

    @Test
    void ofTwoRatesThatAreValidThatWhichBeganLastCounts() {
        var always = new Row(new Area("DE", "", ""), new TaxRate("standard", 190_000, true), null, null);
        var meanwhile = new Row(new Area("DE", "", ""), new TaxRate("standard", 160_000, true), NOON,
                NOON.plusSeconds(1));
        for (var rows : List.of(List.of(always, meanwhile), List.of(meanwhile, always))) {
            var taxes = new TaxTable(rows);
            var berlin = Destination.of("DE", null, "10115");

            assertThat(ppm(taxes, berlin, NOON.minusMillis(1))).isEqualTo(190_000);
            assertThat(ppm(taxes, berlin, NOON)).isEqualTo(160_000);
            assertThat(ppm(taxes, berlin, NOON.plusSeconds(1))).isEqualTo(190_000);
        }
    }

    private ShippingQuote quote(String country, String postcode) {
        return shipping.quote(Destination.of(country, null, postcode), null, "EUR");
    }

    private static String unknown(ShippingQuote quote) {
        return quote instanceof ShippingQuote.Unknown(String code, var _) ? code : quote.toString();
    }

    private static int ppm(TaxTable taxes, Destination to, Instant at) {
        var rate = taxes.rate(to, "standard", at);
        return rate == null ? -1 : rate.ppm();
    }

    private static Row row(String country, String region, String prefix, int ppm) {
        return new Row(new Area(country, region, prefix), new TaxRate("standard", ppm, false), null, null);
    }

    private static ZoneArea zone(String zone, String country, String region, String prefix) {
        return new ZoneArea(zone, "standard", new Area(country, region, prefix));
    }
}
