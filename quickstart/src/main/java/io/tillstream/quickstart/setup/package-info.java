/// What a release does before its services start.
@NullMarked
package io.tillstream.quickstart.setup;

import org.jspecify.annotations.NullMarked;
