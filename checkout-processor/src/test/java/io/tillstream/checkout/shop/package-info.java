@NullMarked
package io.tillstream.checkout.shop;

import org.jspecify.annotations.NullMarked;
