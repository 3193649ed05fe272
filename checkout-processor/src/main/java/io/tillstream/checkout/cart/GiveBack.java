package io.tillstream.checkout.cart;

import java.util.UUID;

/// Says to a guest's cart that nobody has taken what it held.
///
/// @param takeOver   command that was refused; it names the merge that is undone
/// @param cartId     of the guest
/// @param fromCartId that should have taken it
/// @param code       why, stable
/// @param detail     why, for a person
public record GiveBack(UUID takeOver, UUID cartId, UUID fromCartId, String code, String detail) {}
