@NullMarked
package io.tillstream.checkout.pricing;

import org.jspecify.annotations.NullMarked;
