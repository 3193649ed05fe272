package io.tillstream.quickstart.dev;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.command.Area;
import io.tillstream.command.CatalogCommand;
import io.tillstream.command.SetPromotion;
import io.tillstream.command.SetShippingZone;
import io.tillstream.command.SetTaxRates;
import io.tillstream.command.ShippingMethod;
import io.tillstream.command.TaxRate;
import io.tillstream.command.UpsertDiscount;

/// What the sample shop's things cost beside their prices: enough that every rule can be seen. The rates are of nobody's law.
final class SampleTerms {

    private static final Duration SALE = Duration.ofDays(7);

    private SampleTerms() {}

    /// @param now when the sale begins
    static List<CatalogCommand> commands(Instant now) {
        return List.of(
                command("us", zone(List.of(area("US", "", "")), method("standard", 490, 5_000L),
                        method("express", 1_490, null))),
                command("europe",
                        zone(List.of("AT", "BE", "DE", "ES", "FR", "IT", "NL").stream()
                                .map(country -> area(country, "", "")).toList(), method("standard", 990, 10_000L))),
                command("world", zone(List.of(area("", "", "")), method("standard", 1_990, null))),
                command("US", new SetTaxRates(List.of(exclusive("CA", "", 72_500), exclusive("CA", "941", 86_250),
                        exclusive("NY", "", 88_750)))),
                command("DE", new SetTaxRates(List.of(inclusive(190_000)))),
                command("FR", new SetTaxRates(List.of(inclusive(200_000)))),
                command("WELCOME10",
                        UpsertDiscount.newBuilder().setKind("PERCENTAGE").setBasisPoints(1_000).build()),
                command("TEA3FOR2",
                        UpsertDiscount.newBuilder().setKind("BUY_X_GET_Y").setBuyQuantity(2).setGetQuantity(1)
                                .setProductIds(List.of("tea-tin")).build()),
                command("SHIPFREE",
                        UpsertDiscount.newBuilder().setKind("FREE_SHIPPING").setCurrency("USD").setMinimumOrder(2_000L)
                                .build()),
                command("wool-beanie", new SetPromotion("opening-sale", List.of("BEAN-RED", "BEAN-MOS"), 2_400L, now,
                        now.plus(SALE))));
    }

    /// The same commands again change nothing.
    private static CatalogCommand command(String key, Object body) {
        var id = UUID.nameUUIDFromBytes(("sample terms of " + key).getBytes(StandardCharsets.UTF_8));
        return new CatalogCommand(id.toString(), key, body);
    }

    private static SetShippingZone zone(List<Area> areas, ShippingMethod... methods) {
        return new SetShippingZone("standard", areas, List.of(methods));
    }

    private static Area area(String country, String region, String postcodePrefix) {
        return new Area(country, region, postcodePrefix);
    }

    private static ShippingMethod method(String name, long price, @Nullable Long freeFrom) {
        return new ShippingMethod(name, "USD", price, freeFrom);
    }

    private static TaxRate exclusive(String region, String postcodePrefix, int ppm) {
        return new TaxRate(region, postcodePrefix, "standard", ppm, false, null, null);
    }

    private static TaxRate inclusive(int ppm) {
        return new TaxRate("", "", "standard", ppm, true, null, null);
    }
}
