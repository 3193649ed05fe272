package io.tillstream.quickstart.setup;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.Where;
import io.tillstream.quickstart.dev.SampleShop;
import io.tillstream.schemas.SchemaRegistration;
import io.tillstream.schemas.TopicCatalogue;
import io.tillstream.schemas.Topics;

@Command(name = "setup", mixinStandardHelpOptions = true, description = {
        "Create the topics that are missing and register the schemas of this release.", "",
        "A release does this before its services start; again is safe. dev does it by itself."})
public final class SetupCommand implements Callable<Integer> {

    @Option(names = "--sample", description = "import the sample shop, unless as much has ever been imported")
    private boolean sample;

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Addresses addresses = where.addresses();
        TopicCatalogue.createMissing(addresses.bootstrap());
        SchemaRegistration.register(addresses.registry());
        System.out.println("All topics and schemas are there.");
        if (sample) {
            importSample(addresses);
        }
        return 0;
    }

    /// Less than the whole is what a killed import has left: its commands again change nothing, and the others follow.
    private static void importSample(Addresses addresses) throws IOException, InterruptedException {
        if (everImported(addresses) < SampleShop.size()) {
            System.out.printf("The sample shop is there: %d products.%n", SampleShop.bring(addresses));
        }
    }

    /// How many commands. What retention has removed still counts: the ends of the topic's partitions never move back.
    private static long everImported(Addresses addresses) throws InterruptedException {
        String topic = Topics.CATALOG_COMMANDS.name();
        try (var admin = Admin.create(Map.of("bootstrap.servers", addresses.bootstrap()))) {
            var latest = IntStream.range(0, Topics.CATALOG_COMMANDS.partitions()).boxed()
                    .collect(Collectors.toMap(each -> new TopicPartition(topic, each), _ -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
        } catch (ExecutionException e) {
            throw new Failure("Kafka at " + addresses.bootstrap() + " does not say what " + topic + " holds: "
                    + Failure.oneLine(e), e);
        }
    }
}
