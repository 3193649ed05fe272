@NullMarked
package io.tillstream.checkout.reconciliation;

import org.jspecify.annotations.NullMarked;
