/// Trace context.
@NullMarked
package io.tillstream.api.tracing;

import org.jspecify.annotations.NullMarked;
