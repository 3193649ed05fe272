package io.tillstream.quickstart.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import io.tillstream.command.CatalogCommand;
import io.tillstream.command.ReceiveStock;
import io.tillstream.command.UpsertProduct;
import io.tillstream.command.Variant;

class RecordJsonTest {

    @Test
    void showsARecordAsOneLine() {
        var command = new CatalogCommand("id", "mug", new ReceiveStock("MUG", 3, "delivery"));
        assertThat(line(command, "bytes")).matches("\\{\"topic\":\"catalog.commands\",\"partition\":1,\"offset\":42,"
                + "\"timestamp\":\"[^\"]*Z\",\"key\":\"mug\",\"headers\":\\{\"traceparent\":\"00-1\"},"
                + "\"value\":\\{\"command_id\":\"id\",\"product_id\":\"mug\","
                + "\"body\":\\{\"sku\":\"MUG\",\"quantity\":3,\"reason\":\"delivery\"}}}");
    }

    @Test
    void showsListsMapsAndNulls() {
        var variant = Variant.newBuilder().setSku("MUG").setAttributes(Map.of("Size", "L")).build();
        var product = UpsertProduct.newBuilder().setTitle("Mug").setCurrency("USD").setPrice(500)
                .setVariants(List.of(variant)).build();
        assertThat(line(new CatalogCommand("id", "mug", product), "bytes")).contains(
                "\"image\":null,\"active\":true,\"variants\":[{\"sku\":\"MUG\",\"attributes\":{\"Size\":\"L\"},\"price\":null,\"image\":null}]");
    }

    @Test
    void showsWhatDoesNotDecodeAsItIsWithTheReason() {
        var json = new RecordJson(bytes -> {
            throw new IllegalArgumentException("not in the wire format");
        });
        assertThat(json.line(record("raw"))).endsWith("\"base64\":\"cmF3\",\"reason\":\"not in the wire format\"}");
    }

    @Test
    void showsADeletionAsNull() {
        var json = new RecordJson(bytes -> {
            throw new AssertionError("there is nothing to decode");
        });
        assertThat(json.line(record(""))).endsWith("\"value\":null}");
    }

    private static String line(IndexedRecord value, String bytes) {
        return new RecordJson(ignored -> value).line(record(bytes));
    }

    /// No bytes: a deletion.
    @SuppressWarnings("NullAway") // Kafka's classes say nothing about null
    private static ConsumerRecord<byte[], byte[]> record(String value) {
        var record = new ConsumerRecord<>("catalog.commands", 1, 42, bytes("mug"),
                value.isEmpty() ? null : bytes(value));
        record.headers().add("traceparent", bytes("00-1"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
