/// The payment worker against the real Kafka. Here, because it is started alone.
@NullMarked
package io.tillstream.checkout.payment.io;

import org.jspecify.annotations.NullMarked;
