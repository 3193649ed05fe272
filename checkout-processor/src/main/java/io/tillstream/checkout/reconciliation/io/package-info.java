/// Reads both sides of every comparison, counts what differs, and heals where a rule says how.
@NullMarked
package io.tillstream.checkout.reconciliation.io;

import org.jspecify.annotations.NullMarked;
