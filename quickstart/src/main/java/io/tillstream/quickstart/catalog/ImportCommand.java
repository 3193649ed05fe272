package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.Where;

@Command(name = "import", mixinStandardHelpOptions = true, description = {"Import a product file.", "",
        "FILE.csv has the columns of Shopify's product export. Rows with the same Handle are one product, each row with a price is a variant,"
                + " and its Variant Inventory Qty is added to the stock.",
        "A row that makes no sense is reported and left out; the rest is imported, and the exit code is 1.",
        "The same file again changes nothing: the id of every command is derived from the file's content and the row."
                + " A changed file is a new delivery: its quantities are added to the stock."})
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.csv", description = "UTF-8")
    private Path file = Path.of("");

    @Option(names = "--currency", paramLabel = "CODE", description = "ISO 4217 code of all prices (default: USD)")
    private String currency = "USD";

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var result = CatalogImport.run(read(), currency(), where.addresses());
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        result.refused().forEach(out::println);
        out.printf("imported %d products, %d variants; %d rows refused%n", result.products(), result.variants(),
                result.refused().size());
        return result.refused().isEmpty() ? 0 : 1;
    }

    private String read() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure("There is no file " + file);
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Failure(file + " is not UTF-8; export or convert it as UTF-8", e);
        }
    }

    private Currency currency() {
        try {
            return Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw new Failure("--currency " + currency + " is no ISO 4217 code; give one such as USD or EUR", e);
        }
    }
}
