/// Carts as a storefront shows them.
@NullMarked
package io.tillstream.api.view;

import org.jspecify.annotations.NullMarked;
