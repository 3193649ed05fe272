/// From a cart to an order. Pure.
@NullMarked
package io.tillstream.checkout.order;

import org.jspecify.annotations.NullMarked;
