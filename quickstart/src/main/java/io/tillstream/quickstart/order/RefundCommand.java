package io.tillstream.quickstart.order;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.tillstream.checkout.shop.io.Json;
import io.tillstream.command.CommandOutcome;
import io.tillstream.quickstart.Asking;
import io.tillstream.schemas.Topics;

@Command(name = "refund", mixinStandardHelpOptions = true, description = {
        "Give money of a paid order back, and take goods back into the stock.", "",
        "Stripe is asked until it has done it; order show tells how far that is."})
final class RefundCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NUMBER-OR-ID", converter = OrderName.Converter.class, description = "such as K7QM-2F9X-8RTA")
    private @Nullable OrderName order;

    @ArgGroup(multiplicity = "1")
    private HowMuch howMuch = new HowMuch();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for the shop's books")
    private String reason = "";

    @Option(names = "--restock", paramLabel = "all|LINE=UNITS", converter = Restock.Converter.class, description = "what is sold again; may be repeated for other lines (default: nothing)")
    private List<Restock> restock = List.of();

    @Option(names = "--database", paramLabel = "URL", description = "JDBC address, with user and password if needed (default: that of dev)")
    private @Nullable String database;

    @Mixin
    private Asking asking = new Asking();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class HowMuch {

        /// One of the group is always given; this one needs no value.
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--all", description = "all that has not been asked back yet")
        private boolean all;

        @Option(names = "--amount", paramLabel = "MINOR_UNITS", converter = Money.Converter.class, description = "such as 1999 for 19.99 USD")
        private @Nullable Long amount;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        requireSense();
        String url = database == null ? asking.addresses().database() : database;
        var found = OrderTable.one(url, Objects.requireNonNull(order));
        var refund = new RefundRequest(found, howMuch.amount, reason.strip(), restock);
        return asking.ask(Topics.CART_COMMANDS, found.cartId().toString(), refund::command,
                outcome -> done(found, outcome));
    }

    private void requireSense() {
        if (reason.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--reason is empty; say why, for the shop's books");
        }
        Restock.contradiction(restock).ifPresent(each -> {
            throw new ParameterException(spec.commandLine(),
                    "--restock %s makes no sense; give all alone, or each line once".formatted(each));
        });
    }

    private static String done(ShownOrder order, CommandOutcome outcome) {
        var data = Json.tree(Objects.requireNonNull(outcome.getData()));
        return "refund %s of %s for order %s is under way".formatted(data.get("refund_id").asString(),
                Money.text(data.get("amount").asLong(), order.currency()), order.number());
    }
}
