package io.tillstream.stripesimulator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// How events are delivered. What happens to one depends on the seed, the event and the endpoint alone.
///
/// @param seed null is the simulator's
/// @param disorder null is none
/// @param retryAfter before the second attempt; before each further one twice as long. Null is 10 seconds
/// @param signedAt which clock the signatures tell; null is the virtual one while it stands, else the real one
record WebhookPlan(@Nullable Long seed, @Nullable Disorder disorder, @Nullable Duration retryAfter,
        @Nullable SignedAt signedAt) {

    static final WebhookPlan USUAL = new WebhookPlan(null, null, null, null);

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final Duration TRIES = Duration.ofDays(3);
    private static final Duration LONGEST_RETRY = Duration.ofHours(12);
    private static final Disorder ORDER = new Disorder(0, 0, null, 0, null);

    /// @throws IllegalArgumentException for what cannot be meant
    WebhookPlan {
        requireUsable("retry_after", retryAfter);
    }

    private static void requireUsable(String name, @Nullable Duration duration) {
        if (duration != null && (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "%s must be %s to %s, but is %s".formatted(name, SHORTEST, LONGEST, duration));
        }
    }

    enum SignedAt {
        REAL, VIRTUAL
    }

    /// @param duplicate share of deliveries that come twice
    /// @param shuffle share of deliveries that are held back, so that later ones overtake them
    /// @param within how far apart duplicates and shuffled ones come; null is 2 seconds
    /// @param late share of deliveries that come much later
    /// @param lateBy how much; null is 2 days
    record Disorder(double duplicate, double shuffle, @Nullable Duration within, double late,
            @Nullable Duration lateBy) {

        private static final Duration WITHIN = Duration.ofSeconds(2);
        private static final Duration LATE_BY = Duration.ofDays(2);

        /// @throws IllegalArgumentException for what cannot be meant
        Disorder {
            requireShare("duplicate", duplicate);
            requireShare("shuffle", shuffle);
            requireShare("late", late);
            requireUsable("within", within);
            requireUsable("late_by", lateBy);
        }

        private static void requireShare(String name, double share) {
            if (share < 0 || share > 1) {
                throw new IllegalArgumentException("%s must be 0 to 1, but is %s".formatted(name, share));
            }
        }

        private double withinMillis() {
            return (within == null ? WITHIN : within).toMillis();
        }

        private long lateMillis() {
            return (lateBy == null ? LATE_BY : lateBy).toMillis();
        }
    }

    /// Milliseconds that the first attempt is held back.
    long delay(long hash) {
        var now = effective();
        long delay = Ids.chance(hash + 1) < now.shuffle() ? (long) (Ids.chance(hash + 2) * now.withinMillis()) : 0;
        return Ids.chance(hash + 3) < now.late() ? delay + now.lateMillis() : delay;
    }

    /// Milliseconds after the first attempt that a second copy follows; negative when there is none.
    long copy(long hash) {
        var now = effective();
        return Ids.chance(hash + 4) < now.duplicate() ? (long) (Ids.chance(hash + 5) * now.withinMillis()) : -1;
    }

    /// Milliseconds until the next attempt.
    ///
    /// @param failed attempts so far
    long backoff(int failed) {
        long first = (retryAfter == null ? RETRY_AFTER : retryAfter).toMillis();
        return Math.min(LONGEST_RETRY.toMillis(), first << Math.min(failed - 1, 20));
    }

    /// Whether an attempt after that many failed ones would come too late, had each come on time.
    /// Attempts count, not the time that went by: a clock that is moved takes none of them away.
    boolean exhausted(int failed) {
        long millis = 0;
        for (int i = 1; i <= failed && millis <= TRIES.toMillis(); i++) {
            millis += backoff(i);
        }
        return millis > TRIES.toMillis();
    }

    private Disorder effective() {
        return disorder == null ? ORDER : disorder;
    }
}
