package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.tillstream.command.CancelPromotion;
import io.tillstream.command.SetPromotion;

@Command(name = "promotion", mixinStandardHelpOptions = true, description = {
        "Sell variants of a product at another price for a time, or end that.", "",
        "The same id again replaces it. Of several at a time the lowest price counts."})
final class PromotionCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "of the promotion, such as black-friday")
    private String promotion = "";

    @Option(names = "--product", required = true, paramLabel = "ID", description = "whose variants; of an imported one, the handle")
    private String product = "";

    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    @Mixin
    private Administration administration = new Administration();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class Choice {

        @ArgGroup(exclusive = false)
        private @Nullable Offer offer;

        @Option(names = "--cancel", description = "end it now, or forget it if it has not begun")
        private boolean cancel;
    }

    private static final class Offer {

        @Option(names = "--sku", required = true, paramLabel = "SKU", description = "a variant of the product; may be repeated")
        private List<String> skus = List.of();

        @Option(names = "--price", required = true, paramLabel = "AMOUNT", description = "of a unit, such as 9.99")
        private String price = "";

        @Option(names = "--currency", paramLabel = "CODE", description = "that the product is sold in (default: USD)")
        private Currency currency = Currency.getInstance("USD");

        @Option(names = "--from", paramLabel = "TIME", description = "first moment, such as 2026-11-27 (UTC) or 2026-11-27T08:00:00Z (default: now)")
        private @Nullable String from;

        @Option(names = "--until", required = true, paramLabel = "TIME", description = "first moment after it")
        private String until = "";
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var offer = choice.offer;
        return choice.cancel || offer == null
                ? administration.ask(product, new CancelPromotion(promotion), promotion + " is over")
                : administration.ask(product, set(offer), promotion + " is set");
    }

    private SetPromotion set(Offer offer) {
        var given = new Given(spec);
        var from = given.time("--from", offer.from);
        var until = given.time("--until", offer.until);
        if (until == null) {
            throw given.wrong("--until", offer.until, "give a time such as 2026-11-27");
        }
        return new SetPromotion(promotion, offer.skus, given.amount("--price", offer.price, offer.currency),
                from == null ? Instant.now() : from, until);
    }
}
