package io.tillstream.checkout.discount;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Codes that somebody has tried on a cart in vain. So many within a day, and no more are looked at until it is over.
///
/// @param since the first of them, or null: none
public record CodeGuesses(int wrong, @Nullable Instant since) {

    public static final CodeGuesses NONE = new CodeGuesses(0, null);

    public static final int MOST = 10;

    private static final Duration WINDOW = Duration.ofDays(1);

    public boolean exhausted(Instant at) {
        return wrong >= MOST && !over(at);
    }

    public CodeGuesses oneMore(Instant at) {
        return since == null || over(at) ? new CodeGuesses(1, at) : new CodeGuesses(wrong + 1, since);
    }

    private boolean over(Instant at) {
        return since != null && !at.isBefore(since.plus(WINDOW));
    }
}
