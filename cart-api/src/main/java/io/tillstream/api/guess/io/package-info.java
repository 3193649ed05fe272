/// Guesses, counted for all instances together.
@NullMarked
package io.tillstream.api.guess.io;

import org.jspecify.annotations.NullMarked;
