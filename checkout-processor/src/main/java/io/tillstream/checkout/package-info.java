/// The checkout processor: see [CheckoutProcessor] for how it is put together.
@NullMarked
package io.tillstream.checkout;

import org.jspecify.annotations.NullMarked;
