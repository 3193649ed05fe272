package io.tillstream.quickstart.dev;

import java.util.List;
import java.util.Map;

import io.tillstream.abandonment.Abandonment;
import io.tillstream.api.CartApi;
import io.tillstream.checkout.CheckoutProcessor;

/// One of the applications that `dev` runs in its own JVM.
///
/// @param starter takes the settings by their names and returns what stops it
record Service(String name, Starter starter) {

    interface Starter {
        AutoCloseable start(Map<String, Object> settings) throws Exception;
    }

    /// In the order in which they start.
    static final List<Service> ALL = List.of(new Service("checkout-processor", CheckoutProcessor::start),
            new Service("abandonment-streams", Abandonment::start), new Service("cart-api", CartApi::start));
}
