/// What a buyer may ask of a cart, and the token that proves it is theirs.
@NullMarked
package io.tillstream.api.cart;

import org.jspecify.annotations.NullMarked;
