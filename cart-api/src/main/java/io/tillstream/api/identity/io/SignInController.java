package io.tillstream.api.identity.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.identity.SignInRequest;
import io.tillstream.api.settings.ApiSettings;
import io.tillstream.api.settings.UserSettings;

/// Signs anybody in as anybody: for a demo. A shop has an issuer of its own.
@RestController
@ConditionalOnBooleanProperty("tillstream.sign-in")
class SignInController {

    private static final Duration VALID = Duration.ofHours(12);

    private final UserSettings users;
    private final Clock clock;

    SignInController(ApiSettings settings, Clock clock) {
        this.users = settings.users();
        this.clock = clock;
    }

    /// @param expiresIn seconds
    record SignedIn(String token, String user, long expiresIn) {}

    @PostMapping("/sign-in")
    ResponseEntity<SignedIn> signIn(@RequestBody SignInRequest request) throws JOSEException {
        var user = request.required();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(new SignedIn(token(user), user, VALID.toSeconds()));
    }

    private String token(String user) throws JOSEException {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder().subject(user).issuer(users.issuer()).audience(users.audience())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(VALID))).build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(), claims);
        token.sign(new MACSigner(Objects.requireNonNull(users.key(), "checked with the settings").getBytes(UTF_8)));
        return token.serialize();
    }
}
