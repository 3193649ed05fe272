package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.tillstream.command.DeactivateDiscount;
import io.tillstream.command.UpsertDiscount;

@Command(name = "discount", mixinStandardHelpOptions = true, description = {
        "Create or replace a discount code, or switch it off.", "",
        "Its uses are kept when it is replaced. Codes are compared without case."})
final class DiscountCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CODE", description = "such as WELCOME10")
    private String code = "";

    @ArgGroup(multiplicity = "1")
    private Kind kind = new Kind();

    @Option(names = "--currency", paramLabel = "CODE", description = "of amounts; carts in another do not get the discount (default: USD where an amount is given, else any)")
    private @Nullable Currency currency;

    @Option(names = "--minimum", paramLabel = "AMOUNT", description = "that the subtotal must reach")
    private @Nullable String minimum;

    @Option(names = "--max-uses", paramLabel = "N", description = "by all buyers together (default: any number)")
    private @Nullable Integer maxUses;

    @Option(names = "--max-per-buyer", paramLabel = "N", description = "by one buyer, known by user or e-mail (default: any number)")
    private @Nullable Integer maxPerBuyer;

    @Option(names = "--product", paramLabel = "ID", description = "that it is for; may be repeated (default: all)")
    private List<String> products = List.of();

    @Option(names = "--from", paramLabel = "TIME", description = "first moment, such as 2026-11-27 (UTC) or 2026-11-27T08:00:00Z")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "first moment after it")
    private @Nullable String until;

    @Mixin
    private Administration administration = new Administration();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class Kind {

        @Option(names = "--percent", paramLabel = "N", description = "off, such as 10 or 12.5")
        private @Nullable String percent;

        @Option(names = "--amount", paramLabel = "AMOUNT", description = "off, such as 5.00")
        private @Nullable String amount;

        /// One of the group is always given; this one needs no value.
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--free-shipping", description = "shipping costs nothing")
        private boolean freeShipping;

        @ArgGroup(exclusive = false)
        private @Nullable Groups groups;

        @Option(names = "--off", description = "nobody can use the code any more; orders keep theirs")
        private boolean off;
    }

    private static final class Groups {

        @Option(names = "--buy", required = true, paramLabel = "X", description = "of X + Y units...")
        private int buy;

        @Option(names = "--get", required = true, paramLabel = "Y", description = "...the Y cheapest are free")
        private int get;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var key = code.strip().toUpperCase(Locale.ROOT);
        return kind.off
                ? administration.ask(key, new DeactivateDiscount(), key + " is switched off")
                : administration.ask(key, discount(), key + " can be used");
    }

    private UpsertDiscount discount() {
        var given = new Given(spec);
        var money = currency == null ? Currency.getInstance("USD") : currency;
        boolean amounts = kind.amount != null || minimum != null;
        var discount = UpsertDiscount.newBuilder()
                .setCurrency(amounts || currency != null ? money.getCurrencyCode() : null)
                .setMinimumOrder(minimum == null ? 0 : given.amount("--minimum", minimum, money))
                .setMaxUses(maxUses).setMaxPerBuyer(maxPerBuyer).setProductIds(products.isEmpty() ? null : products)
                .setStartsAt(given.time("--from", from)).setEndsAt(given.time("--until", until));
        var percent = kind.percent;
        var amount = kind.amount;
        var groups = kind.groups;
        if (percent != null) {
            discount.setKind("PERCENTAGE").setBasisPoints(given.percent("--percent", percent, 100));
        } else if (amount != null) {
            discount.setKind("FIXED_AMOUNT").setAmount(given.amount("--amount", amount, money));
        } else if (groups != null) {
            discount.setKind("BUY_X_GET_Y").setBuyQuantity(groups.buy).setGetQuantity(groups.get);
        } else {
            discount.setKind("FREE_SHIPPING");
        }
        return discount.build();
    }
}
