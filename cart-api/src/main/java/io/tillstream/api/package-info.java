/// The HTTP face: commands into Kafka; outcomes, carts and the state of checkouts out.
@NullMarked
package io.tillstream.api;

import org.jspecify.annotations.NullMarked;
