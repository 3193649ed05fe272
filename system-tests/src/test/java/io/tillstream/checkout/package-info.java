/// What of the processor is tested with a real Kafka.
@NullMarked
package io.tillstream.checkout;

import org.jspecify.annotations.NullMarked;
