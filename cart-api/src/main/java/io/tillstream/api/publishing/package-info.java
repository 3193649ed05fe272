/// From a request to a command: ids that are derived, keys, hashes, signed status ids.
@NullMarked
package io.tillstream.api.publishing;

import org.jspecify.annotations.NullMarked;
