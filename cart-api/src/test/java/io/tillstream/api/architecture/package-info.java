/// Rules that the build keeps.
@NullMarked
package io.tillstream.api.architecture;

import org.jspecify.annotations.NullMarked;
