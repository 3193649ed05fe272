@NullMarked
package io.tillstream.checkout.order;

import org.jspecify.annotations.NullMarked;
