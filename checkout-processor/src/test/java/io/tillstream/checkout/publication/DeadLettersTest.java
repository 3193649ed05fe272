package io.tillstream.checkout.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void keepsTheRecordAndSaysWhereItStoodAndWhyItIsDead() {
        var record = record("key".getBytes(UTF_8), "value".getBytes(UTF_8));
        record.headers().add("ce_type", "cart.command".getBytes(UTF_8));
        var letter = DeadLetters.of(record, "cannot be read");
        assertThat(letter.topic()).isEqualTo("cart.commands.dlt");
        assertThat(letter.partition()).isEqualTo(4);
        assertThat(letter.key()).isEqualTo(record.key());
        assertThat(letter.value()).isEqualTo(record.value());
        assertThat(letter.headers()).containsExactlyInAnyOrderEntriesOf(Map.of("ce_type", "cart.command",
                "dead-letter-reason", "cannot be read", "dead-letter-source", "cart.commands-4@17"));
        assertThat(DeadLetters.is(letter)).isTrue();
    }

    @Test
    void keepsRecordsWithoutKeyOrValue() {
        @SuppressWarnings("NullAway") // others may write such records
        var letter = DeadLetters.of(record(null, null), "the key is missing");
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isEmpty();
    }

    @Test
    void leavesOutWhatNoDeadLetterTopicTakes() {
        var letter = DeadLetters.of(record(new byte[1_000_000], new byte[1_000_000]), "too large");
        assertThat(letter.bytes()).isLessThan(1_000);
        assertThat(letter.headers()).containsEntry("dead-letter-left-out", "2000000 bytes");
    }

    @Test
    void fitsIntoItsTopicWhateverHeadersItHas() {
        var record = record(new byte[900_000], new byte[1_000_000]);
        for (int i = 0; i < 1_000; i++) {
            record.headers().add("h" + i, new byte[2_000]);
        }
        record.headers().add("long", new byte[100_000]);
        record.headers().add("k".repeat(100_000), new byte[1]);
        var letter = DeadLetters.of(record, "\u20ac".repeat(100_000));
        assertThat(letter.bytes()).isLessThan(2 * 1024 * 1024 - 10_000);
        assertThat(letter.headers()).doesNotContainKey("long").hasSize(22);
    }

    @SuppressWarnings("NullAway") // others may write such records
    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key,
            byte @Nullable [] value) {
        return new ConsumerRecord<>("cart.commands", 4, 17, key, value);
    }
}
