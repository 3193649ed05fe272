@NullMarked
package io.tillstream.checkout.discount;

import org.jspecify.annotations.NullMarked;
