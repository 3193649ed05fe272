/// What can be sold, and how much of it there is. Pure.
@NullMarked
package io.tillstream.checkout.inventory;

import org.jspecify.annotations.NullMarked;
