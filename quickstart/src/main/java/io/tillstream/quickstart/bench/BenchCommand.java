package io.tillstream.quickstart.bench;

import picocli.CommandLine.Command;

@Command(name = "bench", description = "Measure on this machine.", mixinStandardHelpOptions = true, subcommands = FlashSaleCommand.class, synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {}
