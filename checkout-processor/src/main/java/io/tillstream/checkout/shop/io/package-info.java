/// The cart lanes: records in, one batch decided, rows and records out. Read ShopHandler first.
@NullMarked
package io.tillstream.checkout.shop.io;

import org.jspecify.annotations.NullMarked;
