/// Where every error becomes a problem on the wire.
@NullMarked
package io.tillstream.api.problem.io;

import org.jspecify.annotations.NullMarked;
