package io.tillstream.stripesimulator;

import java.util.concurrent.atomic.AtomicLong;

/// Names in Stripe's style, made of the seed and of what they are for: the same seed and requests give the same names,
/// whatever the threads did. Only those who ask exactly the same are told apart by who came first.
final class Ids {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long SILVER = 0xD6E8FEB86659FD93L;
    private static final int CHARACTERS_PER_LONG = 11;

    private final long seed;
    private final long run;
    private final AtomicLong objects;
    private final AtomicLong requests = new AtomicLong();
    private final Counter asking = new Counter();

    /// @param run how often the journal was opened, so that names which are not journaled never come back
    /// @param lastObject the last number given before
    Ids(long seed, long run, long lastObject) {
        this.seed = mix(seed + GOLDEN);
        this.run = mix(run * GOLDEN);
        objects = new AtomicLong(lastObject);
    }

    /// Rises with everything that is made, and never comes back.
    long nextObject() {
        return objects.incrementAndGet();
    }

    /// The highest number given so far.
    long lastObject() {
        return objects.get();
    }

    static String account(String apiKey) {
        return "acct_1" + token(hash(GOLDEN, apiKey), 16);
    }

    /// Where the names of one request begin; words that differ give roots that differ.
    long root(String... words) {
        return hash(seed, words);
    }

    /// The same for what does not exist yet: whoever asks for it again gets another root.
    long rootOfNew(String... words) {
        long asked = hash(seed ^ run, words);
        var count = asking.count(asked);
        return mix(asked + count.times() * GOLDEN + count.era() * SILVER);
    }

    /// The names that grow from a root.
    Names names(long root) {
        return new Names(root, this::nextObject);
    }

    String request() {
        return "req_" + token(mix(requests.incrementAndGet() * 256 + 'r') ^ seed ^ run, 14);
    }

    static long hash(long seed, String... words) {
        long hash = mix(seed + GOLDEN);
        for (var word : words) {
            for (int i = 0; i < word.length(); i++) {
                hash = mix(hash ^ word.charAt(i));
            }
            hash = mix(hash + GOLDEN);
        }
        return hash;
    }

    /// Between 0 and 1, without 1.
    static double chance(long hash) {
        return (mix(hash) >>> 11) * 0x1.0p-53;
    }

    static String token(long start, int length) {
        var text = new StringBuilder(length);
        for (long value = mix(start); text.length() < length; value = mix(value + GOLDEN)) {
            append(text, value, Math.min(CHARACTERS_PER_LONG, length - text.length()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long value, int count) {
        long rest = value;
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt((int) Long.remainderUnsigned(rest, ALPHABET.length())));
            rest = Long.divideUnsigned(rest, ALPHABET.length());
        }
    }

    // the finalizer of SplitMix64
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
