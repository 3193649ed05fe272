/// Codes that make a cart cheaper: what they are, and who may use them. Pure.
@NullMarked
package io.tillstream.checkout.discount;

import org.jspecify.annotations.NullMarked;
