/// Carts from Redis, which cart.events feeds, and from PostgreSQL.
@NullMarked
package io.tillstream.api.view.io;

import org.jspecify.annotations.NullMarked;
