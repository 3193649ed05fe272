/// Everything that one batch of the cart lanes knows and changes, in memory. Pure.
@NullMarked
package io.tillstream.checkout.shop;

import org.jspecify.annotations.NullMarked;
