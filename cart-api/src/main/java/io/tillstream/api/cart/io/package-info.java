/// Carts over HTTP.
@NullMarked
package io.tillstream.api.cart.io;

import org.jspecify.annotations.NullMarked;
