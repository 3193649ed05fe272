@NullMarked
package io.tillstream.checkout.shop.io;

import org.jspecify.annotations.NullMarked;
