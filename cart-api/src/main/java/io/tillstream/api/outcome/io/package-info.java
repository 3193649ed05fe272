/// Outcomes from Kafka while somebody waits, from PostgreSQL afterwards.
@NullMarked
package io.tillstream.api.outcome.io;

import org.jspecify.annotations.NullMarked;
