/// Carts in PostgreSQL.
@NullMarked
package io.tillstream.checkout.cart.io;

import org.jspecify.annotations.NullMarked;
