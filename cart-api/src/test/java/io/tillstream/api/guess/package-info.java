/// Tests.
@NullMarked
package io.tillstream.api.guess;

import org.jspecify.annotations.NullMarked;
