/// What holds for the service as a whole.
@NullMarked
package io.tillstream.api;

import org.jspecify.annotations.NullMarked;
