@NullMarked
package io.tillstream.checkout.catalog;

import org.jspecify.annotations.NullMarked;
