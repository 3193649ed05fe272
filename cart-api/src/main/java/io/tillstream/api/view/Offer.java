package io.tillstream.api.view;

/// A variant as the catalogue has it now.
///
/// @param price minor units
/// @param stock units
public record Offer(boolean sold, long price, long stock) {

    public static final Offer NONE = new Offer(false, 0, 0);
}
