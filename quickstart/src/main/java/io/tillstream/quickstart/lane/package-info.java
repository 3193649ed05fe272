/// What a person sees of the lanes, and decides about one that has stopped.
@NullMarked
package io.tillstream.quickstart.lane;

import org.jspecify.annotations.NullMarked;
