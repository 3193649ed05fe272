package io.tillstream.checkout.catalog.io;

import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand.RemoveShippingZone;
import io.tillstream.checkout.catalog.CatalogCommand.SetShippingZone;
import io.tillstream.checkout.catalog.CatalogCommand.SetTaxRates;
import io.tillstream.checkout.catalog.CatalogCommand.TableAsk;
import io.tillstream.checkout.catalog.TaxChecks;
import io.tillstream.checkout.catalog.ZoneChecks;
import io.tillstream.checkout.decision.Outcome;

/// What a catalogue asks for shipping and taxes.
final class TableCommands {

    private final TableStore tables;

    TableCommands(JdbcTemplate jdbc) {
        this.tables = new TableStore(jdbc);
    }

    /// Of a batch. Rates of a country are changed by its own lane alone.
    void lock(List<TableAsk> asks) {
        if (!asks.stream().allMatch(SetTaxRates.class::isInstance)) {
            tables.lockZones();
        }
    }

    Done apply(String key, TableAsk ask) {
        var outcome = switch (ask) {
            case SetShippingZone set -> ZoneChecks.set(key, set, () -> tables.owners(set.areas()));
            case RemoveShippingZone() -> ZoneChecks.remove(key, tables.exists(key));
            case SetTaxRates set -> TaxChecks.set(key, set);
        };
        if (outcome.status() == Outcome.Status.ACCEPTED) {
            carryOut(key, ask);
        }
        return new Done(outcome, List.of());
    }

    private void carryOut(String key, TableAsk ask) {
        switch (ask) {
            case SetShippingZone set -> tables.set(key, set);
            case RemoveShippingZone() -> tables.empty(key);
            case SetTaxRates set -> tables.setRates(key.equals(TaxChecks.EVERYWHERE) ? "" : key, set.rates());
        }
    }
}
