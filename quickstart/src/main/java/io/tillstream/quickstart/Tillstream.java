package io.tillstream.quickstart;

import java.io.PrintWriter;

import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import io.tillstream.quickstart.bench.BenchCommand;
import io.tillstream.quickstart.catalog.CatalogCommands;
import io.tillstream.quickstart.dev.DevCommand;
import io.tillstream.quickstart.lane.LaneCommand;
import io.tillstream.quickstart.order.OrderCommands;
import io.tillstream.quickstart.setup.SetupCommand;
import io.tillstream.quickstart.tail.TailCommand;

/// The command line. Exit codes: 0 done, 1 it failed and said why, 2 the command line makes no sense.
@Command(name = "tillstream", description = "A streaming checkout pipeline for storefronts.", version = "tillstream 0.1.0", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        DevCommand.class, TailCommand.class, CatalogCommands.class, OrderCommands.class, LaneCommand.class,
        BenchCommand.class,
        SetupCommand.class})
public final class Tillstream implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String... arguments) {
        // What logs through java.util.logging would talk on the console.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tillstream()).setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Tillstream::explain)
                .setExecutionExceptionHandler(Tillstream::report);
    }

    /// Without a command: which there are.
    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private static int explain(ParameterException wrong, String... arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("tillstream: " + message(wrong));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println(wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help says more.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException wrong) {
        boolean command = wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
                && !wrong.getCommandLine().getSubcommands().isEmpty();
        return command
                ? "Unknown command " + String.join(" ", ((UnmatchedArgumentException) wrong).getUnmatched())
                : String.valueOf(wrong.getMessage());
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("tillstream: " + Failure.oneLine(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
