/// How often somebody may guess what only its owner knows.
@NullMarked
package io.tillstream.api.guess;

import org.jspecify.annotations.NullMarked;
