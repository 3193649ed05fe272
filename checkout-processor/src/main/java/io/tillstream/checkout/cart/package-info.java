/// What a cart is and what buyers may do with it. Pure.
@NullMarked
package io.tillstream.checkout.cart;

import org.jspecify.annotations.NullMarked;
