@NullMarked
package io.tillstream.checkout.payment.io;

import org.jspecify.annotations.NullMarked;
