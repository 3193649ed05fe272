@NullMarked
package io.tillstream.checkout.cart;

import org.jspecify.annotations.NullMarked;
