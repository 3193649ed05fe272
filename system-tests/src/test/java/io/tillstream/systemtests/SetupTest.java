package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.catalog.CatalogImport;
import io.tillstream.quickstart.dev.SampleShop;
import io.tillstream.quickstart.embedded.EmbeddedKafka;
import io.tillstream.quickstart.setup.SetupCommand;
import io.tillstream.schemas.TopicCatalogue;
import io.tillstream.schemas.Topics;

class SetupTest {

    private static final Currency USD = Currency.getInstance("USD");

    @TempDir
    Path directory;

    /// On a broker of its own, whatever the backend of the other tests: theirs has many commands already.
    @Test
    void importsTheSampleAgainAfterAKilledImportAndNeverAfterAWholeOne() throws Exception {
        int whole = SampleShop.size();
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            TopicCatalogue.createMissing(kafka.bootstrapServers());
            leaveOneCommand(kafka.bootstrapServers());
            setup(kafka.bootstrapServers());
            assertThat(commands(kafka.bootstrapServers())).isEqualTo(1 + whole);
            setup(kafka.bootstrapServers());
            assertThat(commands(kafka.bootstrapServers())).isEqualTo(1 + whole);
        }
    }

    @Test
    void theSameImportAgainAddsNoStockEvenDaysLater() throws Exception {
        var product = "again-" + UUID.randomUUID();
        try (var shop = new Shop()) {
            deliver(product, 7);
            deliver(product, 7);
            deliver(product, 5); // behind the others, in the same partition
            Eventually.that("stock", () -> shop.stockOf(product) == 12);
            shop.database.update("delete from command_outcome where subject = ?", product); // as after two days
            deliver(product, 7);
            deliver(product, 1);
            Eventually.that("stock", () -> shop.stockOf(product) == 13);
        }
    }

    private static void leaveOneCommand(String bootstrap) throws Exception {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.CATALOG_COMMANDS.name(), "plant-pot", "a command")).get();
        }
    }

    private void setup(String bootstrap) {
        assertThat(new CommandLine(new SetupCommand()).execute("--sample", "--bootstrap", bootstrap, "--registry",
                Parts.registry().toString(), "--data", directory.toString())).isZero();
    }

    private static long commands(String bootstrap) throws Exception {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (int i = 0; i < Topics.CATALOG_COMMANDS.partitions(); i++) {
            latest.put(new TopicPartition(Topics.CATALOG_COMMANDS.name(), i), OffsetSpec.latest());
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
        }
    }

    /// The product's only sku has its name.
    private static void deliver(String product, int stock) throws Exception {
        var csv = "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\n%s,A thing,%s,1.00,%d\n"
                .formatted(product, product, stock);
        CatalogImport.run(csv, USD, new Addresses(Parts.kafka().bootstrapServers(), Parts.registry(),
                Parts.database().jdbcUrl()));
    }
}
