/// What became of a command, and how that is told over HTTP.
@NullMarked
package io.tillstream.api.outcome;

import org.jspecify.annotations.NullMarked;
