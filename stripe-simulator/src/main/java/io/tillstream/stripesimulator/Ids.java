package io.tillstream.stripesimulator;

import java.util.concurrent.atomic.AtomicLong;

/// Names in Stripe's style, made of a seed and a counter: the same seed and calls give the same names.
/// Within one seed no name is given twice, because the mixing is a bijection of the counter.
final class Ids {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int CHARACTERS_PER_LONG = 11;

    private final long seed;
    private final long run;
    private final AtomicLong objects;
    private final AtomicLong requests = new AtomicLong();

    /// @param run how often the journal was opened, so that request ids, which are not journaled, never come back
    /// @param lastObject the last number given before
    Ids(long seed, long run, long lastObject) {
        this.seed = mix(seed + GOLDEN);
        this.run = mix(run * GOLDEN);
        objects = new AtomicLong(lastObject);
    }

    long nextObject() {
        return objects.incrementAndGet();
    }

    /// The highest number given so far.
    long lastObject() {
        return objects.get();
    }

    static String account(String apiKey) {
        long hash = GOLDEN;
        for (int i = 0; i < apiKey.length(); i++) {
            hash = mix(hash ^ apiKey.charAt(i));
        }
        return "acct_1" + token(hash, 16);
    }

    String intent(long number) {
        return "pi_3" + token(start('i', number), 23);
    }

    String clientSecret(String intent, long number) {
        return intent + "_secret_" + token(start('s', number), 25);
    }

    String charge(long number) {
        return "ch_3" + token(start('c', number), 23);
    }

    String paymentMethod(long number) {
        return "pm_1" + token(start('m', number), 23);
    }

    String request() {
        return "req_" + token(start('r', requests.incrementAndGet()) ^ run, 14);
    }

    private long start(char kind, long number) {
        return mix((number * 256 + kind) ^ seed);
    }

    private static String token(long start, int length) {
        var text = new StringBuilder(length);
        for (long value = start; text.length() < length; value = mix(value + GOLDEN)) {
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
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
