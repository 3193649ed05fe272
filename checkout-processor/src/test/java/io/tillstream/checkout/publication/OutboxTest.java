package io.tillstream.checkout.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final String LETTERS = "aZ09 .-|\u0000\u00e4\u20ac\ud83d\ude00";

    @Test
    void givesBackWhatWasWritten() {
        long seed = Long.getLong("seed", System.nanoTime() & 0xffff);
        System.out.printf("seed %d (repeat with -Dseed=%d)%n", seed, seed);
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var records = records(random);
            assertThat(shown(Outbox.decode(Outbox.encode(records)))).isEqualTo(shown(records));
        }
    }

    @Test
    void givesBackNothingIfNothingIsPublished() {
        assertThat(Outbox.decode(Outbox.encode(List.of()))).isEmpty();
    }

    @Test
    void countsTheBytesOfKeyAndValueAndHeadersAtTheirMost() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("h", "\u20ac");
        assertThat(new Outgoing("t", null, new byte[10], new byte[100], headers).bytes()).isEqualTo(116);
        assertThat(new Outgoing("t", null, null, new byte[100], headers).bytes()).isEqualTo(106);
    }

    private static List<Outgoing> records(Random random) {
        var records = new ArrayList<Outgoing>();
        for (int left = random.nextInt(20); left > 0; left--) {
            var headers = new LinkedHashMap<String, String>();
            for (int header = random.nextInt(4); header > 0; header--) {
                headers.put(text(random), text(random));
            }
            records.add(new Outgoing(text(random), random.nextBoolean() ? null : random.nextInt(6),
                    random.nextInt(4) == 0 ? null : bytes(random, 40), bytes(random, 20_000 / (1 + left)), headers));
        }
        return records;
    }

    private static List<String> shown(List<Outgoing> records) {
        return records.stream().map(each -> each.topic() + each.partition() + Arrays.toString(each.key())
                + Arrays.toString(each.value()) + List.copyOf(each.headers().entrySet())).toList();
    }

    private static byte[] bytes(Random random, int bound) {
        var bytes = new byte[random.nextInt(bound)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(20), 0, LETTERS.codePointCount(0, LETTERS.length()))
                .map(i -> LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, i)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
