/// What Stripe tells by itself: who said it, and what it means for a payment. Pure.
@NullMarked
package io.tillstream.api.webhook;

import org.jspecify.annotations.NullMarked;
