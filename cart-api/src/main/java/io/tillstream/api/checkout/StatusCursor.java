package io.tillstream.api.checkout;

/// What one reader has seen of a checkout. Nothing is shown twice and nothing older after something newer; that a payment is delayed is another thing to
/// show, and a refusal, which has no version of its own, is always shown.
public final class StatusCursor {

    private long seen;
    private boolean delayed;

    /// @param seen version that the reader saw last, -1 for none
    public StatusCursor(long seen) {
        this.seen = seen;
    }

    /// Whether to show this state; if so, it counts as seen.
    public boolean advance(CheckoutState state) {
        if (state instanceof CheckoutState.Refused) {
            return true;
        }
        boolean newlyDelayed = state.version() == seen && state.isDelayed() && !delayed;
        if (state.version() <= seen && !newlyDelayed) {
            return false;
        }
        seen = state.version();
        delayed = state.isDelayed();
        return true;
    }
}
