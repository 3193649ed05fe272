/// Ids, keys and hashes.
@NullMarked
package io.tillstream.api.publishing;

import org.jspecify.annotations.NullMarked;
