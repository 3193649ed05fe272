package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tillstream.command.CorrectStock;
import io.tillstream.command.ReceiveStock;

@Command(name = "stock", mixinStandardHelpOptions = true, description = {
        "Add received units to the stock of a variant, or set it right.", "",
        "Every change is a movement with its reason, and an event on inventory.events."})
final class StockCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SKU", description = "the variant")
    private String sku = "";

    @Option(names = "--product", required = true, paramLabel = "ID", description = "its product; of an imported one, the handle")
    private String product = "";

    @ArgGroup(multiplicity = "1")
    private Change change = new Change();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for whoever looks at the movements")
    private String reason = "";

    @Mixin
    private Administration administration = new Administration();

    private static final class Change {

        @Option(names = "--receive", paramLabel = "UNITS", description = "units that have come")
        private @Nullable Integer receive;

        @Option(names = "--correct", paramLabel = "UNITS", description = "units more, or fewer if negative, than the stock says")
        private @Nullable Integer correct;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Integer received = change.receive;
        Integer corrected = change.correct;
        return received == null && corrected != null
                ? administration.ask(product, new CorrectStock(sku, corrected, reason),
                        "stock of %s corrected by %+d".formatted(sku, corrected))
                : administration.ask(product, new ReceiveStock(sku, received == null ? 0 : received, reason),
                        "%d of %s received".formatted(received, sku));
    }
}
