package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.tillstream.command.SetTaxRates;
import io.tillstream.command.TaxRate;

@Command(name = "tax", mixinStandardHelpOptions = true, description = {
        "Replace all tax rates of a country.", "",
        "Example: tillstream catalog tax DE --inclusive --rate standard=19%% --rate reduced=7%%",
        "Example: tillstream catalog tax US --exclusive --rate CA/standard=7.25%% --rate CA:941/standard=8.625%%",
        "A rate that changes one day: --rate standard=19%%@..2027-01-01 --rate standard=21%%@2027-01-01.."})
final class TaxCommand implements Callable<Integer> {

    private static final Pattern RATE = Pattern.compile(
            "(?:([A-Za-z0-9-]{1,6})?(?::([^/]{1,20}))?/)?([^=/]+)=([^@]+)(?:@(.*)\\.\\.(.*))?");

    @Parameters(paramLabel = "COUNTRY", description = "ISO 3166-1 alpha-2, or * for everywhere")
    private String country = "";

    @ArgGroup(multiplicity = "1")
    private Kind kind = new Kind();

    @Option(names = "--rate", paramLabel = "[[REGION][:POSTCODE]/]CLASS=PERCENT[@FROM..UNTIL]", description = "such as standard=19%%, CA/standard=7.25%%; may be repeated")
    private List<String> rates = List.of();

    @Mixin
    private Administration administration = new Administration();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class Kind {

        @Option(names = "--inclusive", description = "prices contain the tax")
        private boolean inclusive;

        /// One of the group is always given; this one is neither of the others.
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--exclusive", description = "the tax is added")
        private boolean exclusive;

        @Option(names = "--none", description = "nothing is taxed there")
        private boolean none;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kind.none != rates.isEmpty()) {
            throw new Given(spec).wrong("--rate", String.join(" ", rates),
                    "give rates with --inclusive or --exclusive, and none with --none");
        }
        return administration.ask(country, new SetTaxRates(rates.stream().map(this::rate).toList()),
                "%d tax rates of %s are set".formatted(rates.size(), country));
    }

    private TaxRate rate(String text) {
        var given = new Given(spec);
        var parts = RATE.matcher(text);
        if (!parts.matches()) {
            throw given.wrong("--rate", text,
                    "give one such as standard=19%, CA/standard=7.25% or CA:941/standard=8.625%");
        }
        return new TaxRate(Objects.requireNonNullElse(parts.group(1), ""),
                Objects.requireNonNullElse(parts.group(2), ""),
                parts.group(3), given.percent("--rate", parts.group(4), 10_000), kind.inclusive,
                given.time("--rate", parts.group(5)), given.time("--rate", parts.group(6)));
    }
}
