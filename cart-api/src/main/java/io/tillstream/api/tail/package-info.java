/// Topics read from their end by every instance.
@NullMarked
package io.tillstream.api.tail;

import org.jspecify.annotations.NullMarked;
