/// Commands on their way into Kafka.
@NullMarked
package io.tillstream.api.publishing.io;

import org.jspecify.annotations.NullMarked;
