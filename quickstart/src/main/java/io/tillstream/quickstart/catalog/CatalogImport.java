package io.tillstream.quickstart.catalog;

import java.util.Currency;
import java.util.List;

import io.tillstream.command.CatalogCommand;
import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.CommandPublisher;
import io.tillstream.schemas.Topics;

/// Reads a product file and publishes what it says.
public final class CatalogImport {

    private CatalogImport() {}

    /// What came of it.
    ///
    /// @param refused one line for each row that was left out
    public record Result(int products, int variants, List<String> refused) {}

    /// @param csv the whole file, in the format of Shopify's product export
    public static Result run(String csv, Currency currency, Addresses addresses) throws InterruptedException {
        ProductFile file = ProductFile.parse(csv, currency);
        List<CatalogCommand> commands = commands(file, csv, currency);
        if (!commands.isEmpty()) {
            publish(commands, addresses);
        }
        return new Result(file.products().size(), file.variants(),
                file.refusals().stream().map(Refusal::text).toList());
    }

    /// Returns when Kafka has them.
    public static void publish(List<CatalogCommand> commands, Addresses addresses) throws InterruptedException {
        try (var publisher = new CommandPublisher(addresses)) {
            publisher.publish(Topics.CATALOG_COMMANDS, commands, CatalogCommand::getProductId,
                    "The same import again is safe");
        }
    }

    /// How many commands [#run] publishes.
    public static int size(String csv, Currency currency) {
        return commands(ProductFile.parse(csv, currency), csv, currency).size();
    }

    private static List<CatalogCommand> commands(ProductFile file, String csv, Currency currency) {
        var imported = new ImportedCommands(csv, currency);
        return file.products().stream().flatMap(one -> imported.of(one).stream()).toList();
    }
}
