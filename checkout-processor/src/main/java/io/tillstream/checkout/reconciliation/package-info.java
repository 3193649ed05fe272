/// Stripe's books against the orders, the orders against the stock: what differs, by name. Pure.
@NullMarked
package io.tillstream.checkout.reconciliation;

import org.jspecify.annotations.NullMarked;
