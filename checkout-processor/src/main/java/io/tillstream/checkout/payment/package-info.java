/// What Stripe's answers mean for an order. Pure; talking to Stripe is the business of its child io.
@NullMarked
package io.tillstream.checkout.payment;

import org.jspecify.annotations.NullMarked;
