package io.tillstream.checkout.catalog.io;

import java.util.ArrayList;

import io.tillstream.checkout.catalog.CatalogCommand;
import io.tillstream.checkout.catalog.TaxChecks;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.TaxRate;
import io.tillstream.checkout.pricing.TaxTable;
import io.tillstream.command.SetShippingZone;
import io.tillstream.command.SetTaxRates;

/// Reads zones and rates. Areas become what tables have, however they are written.
final class TableReader {

    private TableReader() {}

    static CatalogCommand.SetShippingZone zone(String zone, SetShippingZone from) {
        var methods = new ArrayList<Method>();
        for (var each : from.getMethods()) {
            methods.add(new Method(zone, each.getMethod(), methods.size() + 1, each.getCurrency(), each.getPrice(),
                    each.getFreeFrom()));
        }
        return new CatalogCommand.SetShippingZone(from.getTaxClass(), from.getAreas().stream()
                .map(each -> Area.of(each.getCountry(), each.getRegion(), each.getPostcodePrefix())).toList(), methods);
    }

    static CatalogCommand.SetTaxRates rates(String key, SetTaxRates from) {
        var country = key.equals(TaxChecks.EVERYWHERE) ? "" : key;
        return new CatalogCommand.SetTaxRates(from.getRates().stream()
                .map(each -> new TaxTable.Row(Area.of(country, each.getRegion(), each.getPostcodePrefix()),
                        new TaxRate(each.getTaxClass(), each.getPpm(), each.getInclusive()), each.getValidFrom(),
                        each.getValidUntil()))
                .toList());
    }
}
