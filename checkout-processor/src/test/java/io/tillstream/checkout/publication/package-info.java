@NullMarked
package io.tillstream.checkout.publication;

import org.jspecify.annotations.NullMarked;
