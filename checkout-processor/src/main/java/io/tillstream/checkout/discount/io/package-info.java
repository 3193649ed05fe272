/// Discounts and their uses in PostgreSQL.
@NullMarked
package io.tillstream.checkout.discount.io;

import org.jspecify.annotations.NullMarked;
