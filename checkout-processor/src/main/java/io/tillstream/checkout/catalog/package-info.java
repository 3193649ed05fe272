/// What a catalogue may do with products and stock. Pure.
@NullMarked
package io.tillstream.checkout.catalog;

import org.jspecify.annotations.NullMarked;
