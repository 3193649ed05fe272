package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tillstream.quickstart.embedded.EmbeddedKafka;
import io.tillstream.schemas.TopicCatalogue;
import io.tillstream.schemas.Topics;

/// It deletes topics of the shop, so it has a broker of its own, whatever the backend of the other tests.
class TopicCatalogueTest {

    @TempDir
    Path directory;

    @Test
    void createsWhatIsMissingAndRefusesOtherPartitionCounts() throws Exception {
        try (var kafka = EmbeddedKafka.start(directory, 0);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicCatalogue.createMissing(kafka.bootstrapServers());
            assertThat(admin.listTopics().names().get()).contains("cart.commands", "cart.commands.dlt", "recovery.due",
                    "cart.contacts");
            TopicCatalogue.createMissing(kafka.bootstrapServers());

            admin.deleteTopics(List.of(Topics.CART_EVENTS.name())).all().get();
            var other = new NewTopic(Topics.CART_EVENTS.name(), 7, (short) 1);
            Eventually.that("the topic is created again", () -> admin.createTopics(List.of(other)).all().get() == null);
            Eventually.that("it is known",
                    () -> admin.describeTopics(List.of(other.name())).allTopicNames().get().values().stream()
                            .allMatch(topic -> topic.partitions().size() == 7));
            assertThatThrownBy(() -> TopicCatalogue.createMissing(kafka.bootstrapServers()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cart.events has 7 partitions, and must have 6");
        }
    }
}
