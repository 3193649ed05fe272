/// Everything in one process, to try Tillstream and to work on it.
@NullMarked
package io.tillstream.quickstart.dev;

import org.jspecify.annotations.NullMarked;
