/// JSON.
@NullMarked
package io.tillstream.api.json;

import org.jspecify.annotations.NullMarked;
