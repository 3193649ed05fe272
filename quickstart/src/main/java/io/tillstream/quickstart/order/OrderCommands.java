package io.tillstream.quickstart.order;

import picocli.CommandLine.Command;

@Command(name = "order", description = "Look at an order, or give its money back.", mixinStandardHelpOptions = true, subcommands = {
        ShowCommand.class, RefundCommand.class}, synopsisSubcommandLabel = "COMMAND", subcommandsRepeatable = false)
public final class OrderCommands {}
