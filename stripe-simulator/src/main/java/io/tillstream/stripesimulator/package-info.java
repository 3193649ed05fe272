/// A stateful stand-in for Stripe's payments API, spoken to over HTTP.
/// Start it with [io.tillstream.stripesimulator.StripeSimulator#start].
@NullMarked
package io.tillstream.stripesimulator;

import org.jspecify.annotations.NullMarked;
