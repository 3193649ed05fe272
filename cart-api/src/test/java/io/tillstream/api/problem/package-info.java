/// Problems.
@NullMarked
package io.tillstream.api.problem;

import org.jspecify.annotations.NullMarked;
