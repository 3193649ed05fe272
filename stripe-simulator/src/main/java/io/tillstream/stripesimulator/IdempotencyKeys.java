package io.tillstream.stripesimulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.JournalLine.Committed;
import io.tillstream.stripesimulator.JournalLine.Kept;

/// The first result under each idempotency key, for 24 hours, per account.
/// See https://docs.stripe.com/api/idempotent_requests.
final class IdempotencyKeys {

    private static final long KEPT_MILLIS = Duration.ofHours(24).toMillis();

    /// What a request may do under its key.
    sealed interface Claim {

        /// Execute, then [#keep] the result, or [#release] the key when execution never began.
        record Granted() implements Claim {}

        /// Answer the former result.
        record Replay(Committed result, Kept kept) implements Claim {}

        record Conflict(ApiError error) implements Claim {}
    }

    private record Name(String account, String key) {

        private static Name of(Kept kept) {
            return new Name(kept.account(), kept.key());
        }
    }

    // compared by identity: a key that is taken again has another slot
    private static final class Slot {

        private final @Nullable Committed result;
        private final @Nullable Kept kept;

        /// In use.
        Slot() {
            this.result = null;
            this.kept = null;
        }

        Slot(Committed result, Kept kept) {
            this.result = result;
            this.kept = kept;
        }

        boolean expired(long now) {
            return kept != null && kept.at() + KEPT_MILLIS <= now;
        }
    }

    private final ConcurrentMap<Name, Slot> slots = new ConcurrentHashMap<>();
    private final Queue<Slot> oldestFirst = new ConcurrentLinkedQueue<>();
    private final InstantSource clock;

    IdempotencyKeys(InstantSource clock) {
        this.clock = clock;
    }

    /// @param account whose key it is
    Claim claim(String account, String key, String path, String fingerprint) {
        forgetExpired();
        var mine = new Slot();
        long now = clock.millis();
        var slot = slots.compute(new Name(account, key),
                (name, before) -> before == null || before.expired(now) ? mine : before);
        if (slot == mine) {
            return new Claim.Granted();
        }
        return slot.result == null || slot.kept == null
                ? new Claim.Conflict(ApiError.keyInUse(key))
                : compare(slot.result, slot.kept, path, fingerprint);
    }

    private static Claim compare(Committed result, Kept kept, String path, String fingerprint) {
        if (kept.path().equals(path) && kept.fingerprint().equals(fingerprint)) {
            return new Claim.Replay(result, kept);
        }
        var message = kept.path().equals(path)
                ? "Keys for idempotent requests can only be used with the same parameters they were first used with."
                : "Keys for idempotent requests can only be used for the same endpoint they were first used for ('%s' vs '%s')."
                        .formatted(path, kept.path());
        return new Claim.Conflict(ApiError.keyReused(message, kept.key()));
    }

    void keep(Kept kept, Committed result) {
        var slot = new Slot(result, kept);
        slots.put(Name.of(kept), slot);
        oldestFirst.add(slot);
        forgetExpired();
    }

    int size() {
        return slots.size();
    }

    /// Lets the key be used again, unless a result was kept under it.
    void release(String account, String key) {
        slots.computeIfPresent(new Name(account, key), (name, slot) -> slot.result == null ? null : slot);
    }

    /// Has to be called when the clock was moved.
    void forgetExpired() {
        long now = clock.millis();
        for (var oldest = oldestFirst.peek(); oldest != null && oldest.expired(now); oldest = oldestFirst.peek()) {
            oldestFirst.remove(oldest);
            if (oldest.kept != null) {
                slots.remove(Name.of(oldest.kept), oldest);
            }
        }
    }
}
