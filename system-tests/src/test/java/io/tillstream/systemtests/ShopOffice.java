package io.tillstream.systemtests;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;

import io.tillstream.command.Area;
import io.tillstream.command.CatalogCommand;
import io.tillstream.command.RemoveShippingZone;
import io.tillstream.command.SetShippingZone;
import io.tillstream.command.SetTaxRates;
import io.tillstream.command.ShippingMethod;
import io.tillstream.command.TaxRate;
import io.tillstream.command.UpsertDiscount;
import io.tillstream.command.UpsertProduct;
import io.tillstream.command.Variant;
import io.tillstream.schemas.Topics;

/// Sets the terms of a shop: prices, codes, shipping and taxes. Each is in force when its method returns.
final class ShopOffice {

    private final Shop shop;

    ShopOffice(Shop shop) {
        this.shop = shop;
    }

    /// @return code that takes that off every cart
    String percentOff(int percent) {
        var code = "OFF" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        send(code, UpsertDiscount.newBuilder().setKind("PERCENTAGE").setBasisPoints(percent * 100).build());
        inForce("select 1 from discount where code = ?", code);
        return code;
    }

    /// @param sku of a product with one variant, as [Shop#sells] makes it
    void reprices(String sku, String title, long price) {
        var product = sku.toLowerCase(Locale.ROOT);
        send(product, new UpsertProduct(title, "", "USD", price, null, true,
                List.of(new Variant(sku, Map.of(), null, null))));
        inForce("select 1 from product where product_id = ? and price = " + price, product);
    }

    /// Standard and express to the United States, standard to Germany, nothing to elsewhere; tax in California on top, in Germany within.
    void ships() {
        send("us", zone("US", new ShippingMethod("standard", "USD", 490L, 5_000L),
                new ShippingMethod("express", "USD", 1_490L, null)));
        send("germany", zone("DE", new ShippingMethod("standard", "USD", 990L, null)));
        send("US", new SetTaxRates(List.of(new TaxRate("CA", "", "standard", 72_500, false, null, null))));
        send("DE", new SetTaxRates(List.of(new TaxRate("", "", "standard", 190_000, true, null, null))));
        inForce("select 1 from shipping_zone where zone_id = ?", "germany");
        inForce("select 1 from tax_rate where country = ?", "DE");
    }

    /// Other tests' buyers have no address. A shop that has no zone any more ships nowhere, so here even that is forgotten.
    void shipsNoMore() {
        send("us", new RemoveShippingZone());
        send("germany", new RemoveShippingZone());
        send("US", new SetTaxRates(List.of()));
        send("DE", new SetTaxRates(List.of()));
        Eventually.that("no zones and no rates", () -> shop.database
                .queryForList("select 1 from shipping_area union all select 1 from tax_rate").isEmpty());
        shop.database.update("delete from shipping_zone");
    }

    private static SetShippingZone zone(String country, ShippingMethod... methods) {
        return new SetShippingZone("standard", List.of(new Area(country, "", "")), List.of(methods));
    }

    private void send(String key, SpecificRecord body) {
        var _ = shop.send(Topics.CATALOG_COMMANDS, key, new CatalogCommand(UUID.randomUUID().toString(), key, body));
    }

    private void inForce(String query, String key) {
        Eventually.that(key + " is in force", () -> !shop.database.queryForList(query, key).isEmpty());
    }
}
