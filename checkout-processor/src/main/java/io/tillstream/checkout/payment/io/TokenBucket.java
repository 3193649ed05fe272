package io.tillstream.checkout.payment.io;

/// Lets through a number of calls per second, and after a rest a quarter of that at once, so that no second sees much more than the number.
/// Time is passed in, in nanoseconds of any origin. Not for several threads.
final class TokenBucket {

    private static final double SECOND = 1_000_000_000;

    private final double perNano;
    private final double capacity;
    private double tokens;
    private long filledAt;

    TokenBucket(int perSecond, long now) {
        perNano = perSecond / SECOND;
        capacity = Math.max(1, perSecond / 4);
        tokens = capacity;
        filledAt = now;
    }

    /// Nanoseconds until a call may go; 0 means now.
    long nanosToWait(long now) {
        fill(now);
        return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
    }

    /// To be used once there is nothing to wait for.
    void take(long now) {
        fill(now);
        tokens -= 1;
    }

    private void fill(long now) {
        tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
        filledAt = now;
    }
}
