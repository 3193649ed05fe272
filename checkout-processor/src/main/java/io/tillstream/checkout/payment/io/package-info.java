/// The payment worker: what the lanes ask of Stripe, asked, and what Stripe said.
@NullMarked
package io.tillstream.checkout.payment.io;

import org.jspecify.annotations.NullMarked;
