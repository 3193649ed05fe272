/// Errors as RFC 9457 problems with stable codes.
@NullMarked
package io.tillstream.api.problem;

import org.jspecify.annotations.NullMarked;
