package io.tillstream.quickstart.catalog;

import picocli.CommandLine.Command;

@Command(name = "catalog", description = "Bring products into the shop, and say what they cost.", mixinStandardHelpOptions = true, subcommands = {
        ImportCommand.class, StockCommand.class, PromotionCommand.class, DiscountCommand.class, ZoneCommand.class,
        TaxCommand.class}, synopsisSubcommandLabel = "COMMAND", subcommandsRepeatable = false)
public final class CatalogCommands {}
