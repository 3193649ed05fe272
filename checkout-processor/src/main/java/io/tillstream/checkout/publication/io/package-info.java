/// How what is published gets into Kafka.
@NullMarked
package io.tillstream.checkout.publication.io;

import org.jspecify.annotations.NullMarked;
