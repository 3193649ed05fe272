/// What is published, as it lies in the outbox.
@NullMarked
package io.tillstream.checkout.publication;

import org.jspecify.annotations.NullMarked;
