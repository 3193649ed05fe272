/// What an outcome says over HTTP.
@NullMarked
package io.tillstream.api.outcome;

import org.jspecify.annotations.NullMarked;
