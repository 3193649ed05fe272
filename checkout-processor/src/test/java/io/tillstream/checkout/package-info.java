@NullMarked
package io.tillstream.checkout;

import org.jspecify.annotations.NullMarked;
