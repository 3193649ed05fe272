/// The state of a checkout.
@NullMarked
package io.tillstream.api.checkout;

import org.jspecify.annotations.NullMarked;
