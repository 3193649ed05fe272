/// Products, variants and stock in PostgreSQL.
@NullMarked
package io.tillstream.checkout.inventory.io;

import org.jspecify.annotations.NullMarked;
