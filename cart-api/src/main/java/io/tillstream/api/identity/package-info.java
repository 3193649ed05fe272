/// Who calls, and which carts are theirs.
@NullMarked
package io.tillstream.api.identity;

import org.jspecify.annotations.NullMarked;
