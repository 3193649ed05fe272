/// What every decision returns. Pure.
@NullMarked
package io.tillstream.checkout.decision;

import org.jspecify.annotations.NullMarked;
