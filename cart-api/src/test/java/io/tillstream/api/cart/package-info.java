/// Tokens and requests.
@NullMarked
package io.tillstream.api.cart;

import org.jspecify.annotations.NullMarked;
