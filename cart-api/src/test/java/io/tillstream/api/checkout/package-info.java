/// States and what a reader sees of them.
@NullMarked
package io.tillstream.api.checkout;

import org.jspecify.annotations.NullMarked;
