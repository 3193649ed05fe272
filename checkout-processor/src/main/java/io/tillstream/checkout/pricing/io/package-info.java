/// Tables of shipping and taxes in PostgreSQL.
@NullMarked
package io.tillstream.checkout.pricing.io;

import org.jspecify.annotations.NullMarked;
