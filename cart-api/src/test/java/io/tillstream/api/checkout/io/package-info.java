@NullMarked
package io.tillstream.api.checkout.io;

import org.jspecify.annotations.NullMarked;
