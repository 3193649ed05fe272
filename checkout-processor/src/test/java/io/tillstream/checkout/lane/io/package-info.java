@NullMarked
package io.tillstream.checkout.lane.io;

import org.jspecify.annotations.NullMarked;
