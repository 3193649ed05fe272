package io.tillstream.checkout;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.MergePolicy;

/// Where everything is.
///
/// @param instance name of this process; stable over restarts, and no two processes may share it
/// @param lanes    threads of cart lanes in this process; 0: it has no lanes at all, and is a payment worker alone
/// @param paymentWorker whether it calls Stripe
/// @param healthFile where it says every few seconds whether all goes well ([Health]); null: nowhere
@ConfigurationProperties("tillstream")
public record ProcessorSettings(
        @Nullable Kafka kafka,
        @Nullable Registry registry,
        @Nullable Database database,
        @DefaultValue("processor-1") String instance,
        @DefaultValue("3") int lanes,
        @DefaultValue("true") boolean paymentWorker,
        @DefaultValue Prices prices,
        @Nullable Path healthFile,
        @DefaultValue Carts cart,
        @DefaultValue Checkouts checkout,
        @DefaultValue Measured metrics) {

    /// @param bootstrapServers such as `localhost:9092`
    public record Kafka(@Nullable String bootstrapServers) {}

    /// @param url Apicurio's core API, such as `http://localhost:8081/apis/registry/v3`
    public record Registry(@Nullable URI url) {}

    /// @param url JDBC address, such as `jdbc:postgresql://localhost:5432/tillstream`
    public record Database(@Nullable String url, @DefaultValue("tillstream") String user,
            @DefaultValue("") String password) {}

    /// See [CartRules].
    public record Carts(@DefaultValue("30d") Duration guestExpiry, @Nullable Duration userExpiry,
            @DefaultValue("sum") MergePolicy mergePolicy) {}

    /// @param port where Prometheus finds `/metrics`; null: nowhere
    public record Measured(@Nullable Integer port) {}

    /// @param hold the buyer's own time to pay an order: it runs only while nobody else has to do anything, and then the order expires
    public record Checkouts(@DefaultValue("10m") Duration hold) {}

    /// @param honourPromotions true: what a buyer took into the cart during a promotion costs no more when it is checked out after it. false: the
    ///     promotion ends for everybody, and a buyer is asked before a higher price is charged
    public record Prices(@DefaultValue("false") boolean honourPromotions) {}

    CartRules rules() {
        return new CartRules(cart.guestExpiry, cart.userExpiry, cart.mergePolicy, prices.honourPromotions,
                checkout.hold);
    }

    public ProcessorSettings {
        if (lanes < 0 || lanes > 64) {
            throw new IllegalArgumentException("tillstream.lanes is %d, and must be 0 to 64 threads".formatted(lanes));
        }
        if (lanes == 0 && !paymentWorker) {
            throw new IllegalArgumentException(
                    "tillstream.lanes is 0 and tillstream.payment-worker is false, so there is nothing to do: set one of them");
        }
    }

    String bootstrapServers() {
        return required("tillstream.kafka.bootstrap-servers", kafka == null ? null : kafka.bootstrapServers(),
                "localhost:9092");
    }

    URI registryUrl() {
        return required("tillstream.registry.url", registry == null ? null : registry.url(),
                "http://localhost:8081/apis/registry/v3");
    }

    Database databaseSettings() {
        var settings = required("tillstream.database.url", database, "jdbc:postgresql://localhost:5432/tillstream");
        required("tillstream.database.url", settings.url(), "jdbc:postgresql://localhost:5432/tillstream");
        return settings;
    }

    private static <T> T required(String key, @Nullable T value, String example) {
        if (value == null) {
            throw new IllegalArgumentException("%s is not set: set it, for example to %s".formatted(key, example));
        }
        return value;
    }
}
