package io.tillstream.quickstart.catalog;

import picocli.CommandLine.Command;

@Command(name = "catalog", description = "Bring products into the shop.", mixinStandardHelpOptions = true, subcommands = ImportCommand.class, synopsisSubcommandLabel = "COMMAND", subcommandsRepeatable = false)
public final class CatalogCommands {}
