/// The catalogue lanes.
@NullMarked
package io.tillstream.checkout.catalog.io;

import org.jspecify.annotations.NullMarked;
