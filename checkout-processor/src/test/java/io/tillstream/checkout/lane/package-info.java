@NullMarked
package io.tillstream.checkout.lane;

import org.jspecify.annotations.NullMarked;
