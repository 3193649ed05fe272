package io.tillstream.api.identity.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import org.jspecify.annotations.Nullable;

import io.tillstream.api.settings.UserSettings;

/// Checks tokens by the settings. A shared key verifies HS256 alone and an issuer's keys RSA and ECDSA alone, so that no public key is ever taken for
/// a secret; tokens without a signature, and encrypted ones, are refused.
final class TokenProcessors {

    private static final Set<JWSAlgorithm> ISSUED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
            JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);
    private static final int CLOCKS_APART_SECONDS = 60;
    static final Duration FRESH = Duration.ofMinutes(5);
    /// Keys are fresh for 60 moments of 5 s. For one a request waits for them, and once in one their issuer is asked at most.
    private static final int MOMENTS = 60;
    /// Moments before their end at which fresh ones are asked for, in the background.
    private static final int AHEAD = 6;
    /// How long keys that were had once go on while their issuer does not answer.
    private static final Duration OUTAGE = Duration.ofHours(24);

    private TokenProcessors() {}

    /// With a shared key, which is one whatever a token calls it.
    ///
    /// @param fresh how long an issuer's keys are used before it is asked again
    static JWTProcessor<SecurityContext> of(UserSettings settings, KeyRetriever retriever, Duration fresh,
            Clock clock) {
        var key = settings.key();
        var url = settings.jwksUrl();
        if (key != null) {
            return processor(new SingleKeyJWSKeySelector<>(JWSAlgorithm.HS256,
                    new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256")), settings, clock);
        }
        JWKSource<SecurityContext> keys = url == null
                ? new ImmutableJWKSet<>(new JWKSet())
                : issued(url, retriever, fresh);
        return processor(new JWSVerificationKeySelector<>(ISSUED, keys), settings, clock);
    }

    private static JWKSource<SecurityContext> issued(URI url, KeyRetriever retriever, Duration fresh) {
        try {
            long moment = fresh.dividedBy(MOMENTS).toMillis();
            return JWKSourceBuilder.<SecurityContext>create(url.toURL(), retriever).cache(fresh.toMillis(), moment)
                    .refreshAheadCache(AHEAD * moment, false).rateLimited(moment).outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("the settings take http and https only", e);
        }
    }

    private static JWTProcessor<SecurityContext> processor(JWSKeySelector<SecurityContext> keys,
            UserSettings settings, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT,
                new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(keys);
        processor.setJWTClaimsSetVerifier(new Claims(settings.issuer(), settings.audience(), clock));
        return processor;
    }

    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

        private final Clock clock;

        Claims(@Nullable String issuer, @Nullable String audience, Clock clock) {
            super(audience == null ? null : Set.of(audience), exact(issuer), Set.of("exp", "sub"), Set.of());
            this.clock = clock;
            setMaxClockSkew(CLOCKS_APART_SECONDS);
        }

        private static JWTClaimsSet exact(@Nullable String issuer) {
            var claims = new JWTClaimsSet.Builder();
            return (issuer == null ? claims : claims.issuer(issuer)).build();
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
