package io.tillstream.quickstart.lane;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.Where;

@Command(name = "lane", mixinStandardHelpOptions = true, description = {
        "List the lanes, and which have stopped and why; resume one.", "",
        "A lane stops when Kafka and PostgreSQL no longer fit together: something was restored, reset or recreated."})
public final class LaneCommand implements Callable<Integer> {

    enum Trust {
        DATABASE, KAFKA
    }

    @Option(names = "--data", paramLabel = "DIR", scope = picocli.CommandLine.ScopeType.INHERIT, description = "data directory of the running dev (default: .tillstream)")
    private Path data = Where.defaultData();

    @Option(names = "--database", paramLabel = "URL", scope = picocli.CommandLine.ScopeType.INHERIT, description = "JDBC address, with user and password if needed (default: that of dev)")
    private @Nullable String database;

    @Override
    public Integer call() throws IOException, SQLException {
        try (LaneTable table = open()) {
            for (LaneTable.Lane lane : table.all()) {
                System.out.println(String.format(Locale.ROOT, "%-12s %s", lane.name(), state(lane)));
            }
        }
        return 0;
    }

    private static String state(LaneTable.Lane lane) {
        if (lane.stopped() == null) {
            return "runs";
        }
        return "STOPPED: " + lane.stopped() + (lane.trust() == null ? "" : " (resumes, trusting " + lane.trust() + ")");
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = {
            "Let a stopped lane run again.", "",
            "You decide which side tells the truth: the other one's position is given up. What was published and not"
                    + " applied, or applied and not published, may be lost or doubled by that."})
    int resume(@Parameters(paramLabel = "LANE", description = "such as carts-3") String lane,
            @Option(names = "--trust", required = true, description = "database or kafka") Trust trust)
            throws IOException, SQLException {
        try (LaneTable table = open()) {
            if (!table.resume(lane, trust.name().toLowerCase(Locale.ROOT))) {
                throw new Failure("No lane " + lane + " has stopped; ./tillstream lane lists them");
            }
        }
        System.out.println("Lane " + lane + " resumes as soon as its owner sees this.");
        return 0;
    }

    private LaneTable open() throws IOException {
        String url = database == null ? Addresses.read(data).database() : database;
        return LaneTable.open(url);
    }
}
