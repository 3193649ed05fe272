/// The Streams app over cart activity: see [Abandonment] for how it is put together.
@NullMarked
package io.tillstream.abandonment;

import org.jspecify.annotations.NullMarked;
