package io.tillstream.api.identity.io;

import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.JWTProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tillstream.api.identity.Buyer;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// Says which user a token is of.
class UserTokens {

    private static final Logger LOG = LoggerFactory.getLogger(UserTokens.class);

    private final JWTProcessor<SecurityContext> processor;
    private final KeyRetriever keys;

    UserTokens(JWTProcessor<SecurityContext> processor, KeyRetriever keys) {
        this.processor = processor;
        this.keys = keys;
    }

    /// @throws ProblemException `token_invalid`, or `token_keys_unavailable` if nobody can say whether it is
    String user(String token) {
        try {
            var subject = processor.process(token, null).getSubject();
            if (subject != null && Buyer.isUser(subject)) {
                return subject;
            }
            throw invalid("its subject is no user");
        } catch (RateLimitReachedException e) {
            throw keys.answer() ? invalid("its key is not known") : unavailable(e);
        } catch (KeySourceException e) {
            throw unavailable(e);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException invalid(String why) {
        LOG.debug("A token is not accepted: {}", why);
        return new ProblemException(ProblemCode.TOKEN_INVALID,
                "The token is malformed, expired, or not signed by whom it should be; sign in again");
    }

    private static ProblemException unavailable(Exception e) {
        LOG.warn("The keys of users' tokens cannot be had: {}", e.getMessage());
        return new ProblemException(ProblemCode.TOKEN_KEYS_UNAVAILABLE,
                "Nothing was sent; repeat this with the same Idempotency-Key");
    }
}
