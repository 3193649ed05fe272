/// Lanes against the real Kafka and PostgreSQL. Here, to reach what lanes do not show.
@NullMarked
package io.tillstream.checkout.lane.io;

import org.jspecify.annotations.NullMarked;
