@NullMarked
package io.tillstream.checkout.architecture;

import org.jspecify.annotations.NullMarked;
