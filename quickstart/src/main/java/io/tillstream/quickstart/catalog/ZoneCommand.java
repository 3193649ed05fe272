package io.tillstream.quickstart.catalog;

import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.tillstream.command.Area;
import io.tillstream.command.RemoveShippingZone;
import io.tillstream.command.SetShippingZone;
import io.tillstream.command.ShippingMethod;

@Command(name = "zone", mixinStandardHelpOptions = true, description = {
        "Create or replace a shipping zone: where it is, and what shipping there costs; or remove it.", "",
        "Of the areas that contain a destination the narrowest counts. As long as there is no zone at all, shipping costs nothing.",
        "",
        "Example: tillstream catalog zone eu --area DE --area AT --method standard=4.90:50 --method express=12 --currency EUR"})
final class ZoneCommand implements Callable<Integer> {

    private static final Pattern AREA = Pattern.compile("(\\*|[A-Z]{2})(?:-([A-Za-z0-9-]{1,6}))?(?::(\\S{1,20}))?");
    private static final Pattern METHOD = Pattern.compile("([^=]+)=([^:]+)(?::(.+))?");

    @Parameters(paramLabel = "ZONE", description = "its id, such as eu")
    private String zone = "";

    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    @Mixin
    private Administration administration = new Administration();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class Choice {

        @ArgGroup(exclusive = false)
        private @Nullable Wanted wanted;

        @Option(names = "--remove", description = "remove the zone")
        private boolean remove;
    }

    private static final class Wanted {

        @Option(names = "--area", required = true, paramLabel = "COUNTRY[-REGION][:POSTCODE]", description = "such as DE, US-CA or US-CA:941; * is everywhere; may be repeated")
        private List<String> areas = List.of();

        @Option(names = "--method", required = true, paramLabel = "NAME=PRICE[:FREE]", description = "such as standard=4.90, or standard=4.90:50 that is free from 50; may be repeated, the first is taken when the buyer chooses none")
        private List<String> methods = List.of();

        @Option(names = "--currency", paramLabel = "CODE", description = "of the prices (default: USD)")
        private Currency currency = Currency.getInstance("USD");

        @Option(names = "--tax-class", paramLabel = "CLASS", description = "that shipping is taxed as (default: standard)")
        private String taxClass = "standard";
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var wanted = choice.wanted;
        return choice.remove || wanted == null
                ? administration.ask(zone, new RemoveShippingZone(), zone + " is removed")
                : administration.ask(zone, set(wanted), zone + " is set");
    }

    private SetShippingZone set(Wanted wanted) {
        return new SetShippingZone(wanted.taxClass, wanted.areas.stream().map(this::area).toList(),
                wanted.methods.stream().map(text -> method(text, wanted.currency)).toList());
    }

    private Area area(String text) {
        var parts = AREA.matcher(text);
        if (!parts.matches()) {
            throw new Given(spec).wrong("--area", text, "give one such as DE, US-CA or US-CA:941");
        }
        return new Area("*".equals(parts.group(1)) ? "" : parts.group(1),
                Objects.requireNonNullElse(parts.group(2), ""),
                Objects.requireNonNullElse(parts.group(3), ""));
    }

    private ShippingMethod method(String text, Currency currency) {
        var given = new Given(spec);
        var parts = METHOD.matcher(text);
        if (!parts.matches()) {
            throw given.wrong("--method", text, "give one such as standard=4.90 or standard=4.90:50");
        }
        var free = parts.group(3);
        return new ShippingMethod(parts.group(1), currency.getCurrencyCode(),
                given.amount("--method", parts.group(2), currency),
                free == null ? null : given.amount("--method", free, currency));
    }
}
