/// Whether the parts this service needs answer.
@NullMarked
package io.tillstream.api.health;

import org.jspecify.annotations.NullMarked;
