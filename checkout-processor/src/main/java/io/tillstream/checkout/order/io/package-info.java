/// Orders and payments in PostgreSQL.
@NullMarked
package io.tillstream.checkout.order.io;

import org.jspecify.annotations.NullMarked;
