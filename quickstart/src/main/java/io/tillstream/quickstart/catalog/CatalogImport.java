package io.tillstream.quickstart.catalog;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

import io.tillstream.command.CatalogCommand;
import io.tillstream.quickstart.Addresses;

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
        try (var publisher = new CatalogPublisher(addresses)) {
            publisher.publish(commands, traceparent());
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

    private static String traceparent() {
        String random = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return "00-" + random.substring(0, 32) + "-" + random.substring(32, 48) + "-01";
    }
}
