package io.tillstream.api.settings;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/// Everything that can be set under `tillstream`. Spring's own keys (`server.port`, `spring.kafka.*` for TLS and the like) stay available.
///
/// @param secret   key of all tokens and status ids, at least 32 characters; the same for every instance, kept secret
/// @param instance name of this instance among others, in its Kafka client ids
/// @param page     whether to bring the shop page at `/` and the stream of records that it shows; only the word `true` does, a production API brings none
/// @param users    who signs users' tokens
/// @param signIn   whether `POST /sign-in` makes a token for anybody; only the word `true` does, for a demo
/// @param guessesPerClient tries of discount codes and order numbers in 10 minutes, of one user or one address
/// @param trustedProxies   regular expression of the addresses of proxies, such as `10\.0\.0\.\d+`, that add the caller's to `X-Forwarded-For`; null: none,
///                         and all guests behind a proxy are one client
/// @param stripe   whose webhooks are taken
@ConfigurationProperties("tillstream")
public record ApiSettings(
        @DefaultValue Kafka kafka,
        @DefaultValue Registry registry,
        @DefaultValue Database database,
        @DefaultValue Redis redis,
        @DefaultValue Streams streams,
        @Nullable String secret,
        @DefaultValue("cart-api-1") String instance,
        @DefaultValue("false") boolean page,
        @DefaultValue UserSettings users,
        @DefaultValue("false") boolean signIn,
        @DefaultValue("60") int guessesPerClient,
        @Nullable String trustedProxies,
        @DefaultValue StripeSettings stripe) {

    private static final int SECRET_CHARACTERS = 32;

    public ApiSettings {
        if (secret == null || secret.length() < SECRET_CHARACTERS) {
            throw new BadSetting("tillstream.secret", secret == null ? "not set" : secret.length() + " characters",
                    "set it to at least 32 random characters, the same for every instance");
        }
        require(instance.matches("[A-Za-z0-9._-]{1,64}"), "tillstream.instance", instance,
                "use 1 to 64 letters, digits, dots, underscores or dashes");
        require(guessesPerClient > 0, "tillstream.guesses-per-client", Integer.toString(guessesPerClient),
                "use at least 1");
        require(trustedProxies == null || isPattern(trustedProxies), "tillstream.trusted-proxies",
                String.valueOf(trustedProxies),
                "use a regular expression of addresses, such as 10\\.0\\.0\\.\\d+");
        if (signIn && users.key() == null) {
            throw new BadSetting("tillstream.users.key", "not set",
                    "tillstream.sign-in signs its tokens with it: set it to at least 32 random characters");
        }
    }

    /// @param bootstrapServers `host:port`, comma separated
    public record Kafka(@DefaultValue("localhost:9092") String bootstrapServers) {

        public Kafka {
            require(bootstrapServers.matches("[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*"), "tillstream.kafka.bootstrap-servers",
                    bootstrapServers, "name brokers as host:port, comma separated");
        }
    }

    /// @param url Apicurio's core API
    public record Registry(@DefaultValue("http://localhost:8081/apis/registry/v3") URI url) {

        public Registry {
            require("http".equals(url.getScheme()) || "https".equals(url.getScheme()), "tillstream.registry.url",
                    url.toString(), "use an address such as http://localhost:8081/apis/registry/v3");
        }
    }

    /// @param url JDBC, such as `jdbc:postgresql://localhost:5432/tillstream`
    public record Database(
            @DefaultValue("jdbc:postgresql://localhost:5432/tillstream") String url,
            @DefaultValue("tillstream") String user,
            @DefaultValue("") String password) {

        public Database {
            require(url.startsWith("jdbc:postgresql:"), "tillstream.database.url", url,
                    "use an address such as jdbc:postgresql://localhost:5432/tillstream");
        }
    }

    /// @param url such as `redis://localhost:6379`
    public record Redis(@DefaultValue("redis://localhost:6379") URI url) {

        public Redis {
            require("redis".equals(url.getScheme()) || "rediss".equals(url.getScheme()), "tillstream.redis.url",
                    url.toString(), "use an address such as redis://localhost:6379");
        }
    }

    /// Streams of server-sent events.
    ///
    /// @param maxOpen   at the same time, on this instance
    /// @param heartbeat how long a stream may be silent
    public record Streams(@DefaultValue("2000") int maxOpen, @DefaultValue("15s") Duration heartbeat) {

        public Streams {
            require(maxOpen > 0, "tillstream.streams.max-open", Integer.toString(maxOpen), "use at least 1");
            require(heartbeat.compareTo(Duration.ofMillis(100)) >= 0, "tillstream.streams.heartbeat",
                    heartbeat.toString(), "use at least 100ms");
        }
    }

    /// @throws org.springframework.boot.context.properties.bind.BindException caused by a [BadSetting], or by a value of the wrong type
    public static ApiSettings from(Environment environment) {
        return Binder.get(environment).bindOrCreate("tillstream", Bindable.of(ApiSettings.class));
    }

    /// The key of all tokens; never null after construction.
    public String key() {
        if (secret == null) {
            throw new IllegalStateException("checked when made");
        }
        return secret;
    }

    /// Settings are printed by tools: not this one's secrets.
    @Override
    public String toString() {
        return "ApiSettings[instance=%s, kafka=%s, registry=%s, redis=%s, streams=%s]".formatted(instance, kafka,
                registry, redis.url().getHost(), streams);
    }

    private static boolean isPattern(String text) {
        try {
            return !Pattern.compile(text).pattern().isBlank();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void require(boolean good, String key, String value, String fix) {
        if (!good) {
            throw new BadSetting(key, "'" + value + "'", fix);
        }
    }
}
