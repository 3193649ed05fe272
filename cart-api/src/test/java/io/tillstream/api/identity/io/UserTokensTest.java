package io.tillstream.api.identity.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.api.settings.UserSettings;

class UserTokensTest {

    private static final String KEY = "a key of at least 32 characters, shared";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final UserTokens shared = tokens(new UserSettings(null, KEY, "https://login", "shop"));

    @Test
    void aGoodTokenSaysWhoItIs() throws JOSEException {
        assertThat(shared.user(hs256(claims -> {}))).isEqualTo("ayse");
    }

    /// An issuer may give its only key a name.
    @Test
    void aKeyIdOfASharedKeyCountsForNothing() throws JOSEException {
        assertThat(shared.user(signed(JWSAlgorithm.HS256, "2026-03", new MACSigner(KEY), claims -> {})))
                .isEqualTo("ayse");
    }

    @Test
    void clocksMayBeAMinuteApart() throws JOSEException {
        assertThat(shared.user(hs256(claims -> claims.expirationTime(at(-59))))).isEqualTo("ayse");
        assertThat(shared.user(hs256(claims -> claims.notBeforeTime(at(59))))).isEqualTo("ayse");
        refuses(shared, hs256(claims -> claims.expirationTime(at(-61))));
        refuses(shared, hs256(claims -> claims.notBeforeTime(at(61))));
    }

    @Test
    void issuerAndAudienceCountWhereTheyAreSet() throws JOSEException {
        refuses(shared, hs256(claims -> claims.issuer("https://elsewhere")));
        refuses(shared, hs256(claims -> claims.issuer(null)));
        refuses(shared, hs256(claims -> claims.audience("bank")));
        assertThat(tokens(new UserSettings(null, KEY, null, null))
                .user(hs256(claims -> claims.issuer(null).audience("bank")))).isEqualTo("ayse");
    }

    @Test
    void aTokenNeedsAnEndAndAUser() throws JOSEException {
        refuses(shared, hs256(claims -> claims.expirationTime(null)));
        refuses(shared, hs256(claims -> claims.subject(null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb"})
    void refusesASubjectThatIsNoUser(String subject) throws JOSEException {
        refuses(shared, hs256(claims -> claims.subject(subject)));
        refuses(shared, hs256(claims -> claims.subject("u".repeat(201))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9.e30."})
    void refusesWhatIsNoToken(String token) {
        refuses(shared, token);
    }

    @Test
    void refusesATokenWithoutASignature() {
        refuses(shared, new PlainJWT(claims(claims -> {})).serialize());
    }

    @Test
    void refusesAnotherKeyAndAnotherAlgorithm() throws JOSEException {
        refuses(shared, signed(JWSAlgorithm.HS256, null, new MACSigner("another key of at least 32 characters"),
                claims -> {}));
        refuses(shared, signed(JWSAlgorithm.HS512, null, new MACSigner((KEY + KEY).getBytes(UTF_8)), claims -> {}));
        refuses(shared, rs256(rsa("1"), claims -> {}));
    }

    @Test
    void refusesEverybodyWhereNoUsersAreSetUp() throws JOSEException {
        refuses(tokens(new UserSettings(null, null, null, null)), hs256(claims -> {}));
    }

    @Test
    void anIssuersKeysVerifyRsaAndEcdsa() throws Exception {
        var rsa = rsa("1");
        var ec = new ECKeyGenerator(Curve.P_256).keyID("2").generate();
        try (var issuer = new Issuer(rsa.toPublicJWK(), ec.toPublicJWK())) {
            var tokens = issuer.tokens();

            assertThat(tokens.user(rs256(rsa, claims -> {}))).isEqualTo("ayse");
            assertThat(tokens.user(es256(ec))).isEqualTo("ayse");
            refuses(tokens, rs256(rsa("1"), claims -> {}));
            refuses(tokens, hs256(claims -> {}));
        }
    }

    /// The oldest trick: the public key, which everybody has, taken for a secret.
    @Test
    void aPublicKeyIsNoSecret() throws Exception {
        var rsa = rsa("1");
        try (var issuer = new Issuer(rsa.toPublicJWK())) {
            var asSecret = new MACSigner(rsa.toRSAPublicKey().getEncoded());
            refuses(issuer.tokens(), signed(JWSAlgorithm.HS256, "1", asSecret, claims -> {}));
        }
    }

    @Test
    void keysThatWereHadGoOnWhileTheirIssuerDoesNotAnswer() throws Exception {
        var rsa = rsa("1");
        try (var issuer = new Issuer(rsa.toPublicJWK())) {
            var tokens = tokens(new UserSettings(issuer.address, null, null, null), Duration.ofMillis(600));
            var token = rs256(rsa, claims -> {});
            assertThat(tokens.user(token)).isEqualTo("ayse");
            issuer.status = 503;
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (issuer.asked.get() < 4 && System.nanoTime() < end) {
                assertThat(tokens.user(token)).isEqualTo("ayse");
            }

            assertThat(issuer.asked.get()).as("asked again, in vain").isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void saysThatKeysCannotBeHad() throws Exception {
        var rsa = rsa("1");
        try (var issuer = new Issuer(rsa.toPublicJWK())) {
            issuer.stop();
            var tokens = issuer.tokens();

            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> tokens.user(rs256(rsa, claims -> {})))
                        .hasMessageStartingWith("token_keys_unavailable");
            }
        }
    }

    /// Whoever makes up key ids must neither make us ask the issuer each time, nor get another answer for it.
    @Test
    void madeUpKeysAreRefusedHoweverOftenTheyCome() throws Exception {
        var rsa = rsa("1");
        try (var issuer = new Issuer(rsa.toPublicJWK())) {
            var tokens = issuer.tokens();
            assertThat(tokens.user(rs256(rsa, claims -> {}))).isEqualTo("ayse");
            for (int i = 0; i < 10; i++) {
                refuses(tokens, rs256(new RSAKey.Builder(rsa).keyID("made-up-" + i).build(), claims -> {}));
            }

            assertThat(issuer.asked.get()).isLessThanOrEqualTo(3);
            assertThat(tokens.user(rs256(rsa, claims -> {}))).isEqualTo("ayse");
        }
    }

    /// Publishes keys, on this machine.
    private static final class Issuer implements AutoCloseable {

        private final HttpServer server = HttpServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final URI address;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile int status = 200;

        Issuer(JWK... keys) throws IOException {
            var body = new JWKSet(List.of(keys)).toString().getBytes(UTF_8);
            address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
            server.createContext("/jwks.json", exchange -> {
                asked.incrementAndGet();
                exchange.sendResponseHeaders(status, body.length);
                try (var out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.start();
        }

        UserTokens tokens() {
            return UserTokensTest.tokens(new UserSettings(address, null, null, null));
        }

        void stop() {
            server.stop(0);
        }

        @Override
        public void close() {
            stop();
        }
    }

    private static UserTokens tokens(UserSettings settings) {
        return tokens(settings, TokenProcessors.FRESH);
    }

    private static UserTokens tokens(UserSettings settings, Duration fresh) {
        var keys = new KeyRetriever();
        return new UserTokens(TokenProcessors.of(settings, keys, fresh, Clock.fixed(NOW, ZoneOffset.UTC)), keys);
    }

    private static void refuses(UserTokens tokens, String token) {
        assertThatThrownBy(() -> tokens.user(token)).hasMessageStartingWith("token_invalid");
    }

    private static RSAKey rsa(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    private static String hs256(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(JWSAlgorithm.HS256, null, new MACSigner(KEY), change);
    }

    private static String rs256(RSAKey key, Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), change);
    }

    private static String es256(ECKey key) throws JOSEException {
        return signed(JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key), claims -> {});
    }

    private static String signed(JWSAlgorithm algorithm, @Nullable String key, JWSSigner signer,
            Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        var header = new JWSHeader.Builder(algorithm).keyID(key).type(JOSEObjectType.JWT).build();
        var token = new SignedJWT(header, claims(change));
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder().subject("ayse").issuer("https://login").audience("shop")
                .expirationTime(at(600));
        change.accept(claims);
        return claims.build();
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }
}
