package io.tillstream.api.cart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.Hashing;

/// Proves that a guest's cart is theirs, without any look-up: base64url of a key id and HMAC-SHA256(secret, cart id).
public final class CartTokens {

    public static final String HEADER = "Cart-Token";

    private static final byte KEY_ID = 1;

    private final String secret;

    public CartTokens(String secret) {
        this.secret = secret;
    }

    public String of(UUID cart) {
        var hmac = Hashing.hmac(secret, cart.toString().getBytes(US_ASCII));
        var token = ByteBuffer.allocate(1 + hmac.length).put(KEY_ID).put(hmac).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// @param cart  as in the address
    /// @param token as sent, null if none was
    /// @throws ProblemException the same for a cart that cannot exist and for a token that is wrong or missing: nobody learns which ids exist
    public UUID required(String cart, @Nullable String token) {
        try {
            var id = UUID.fromString(cart);
            if (id.toString().equals(cart) && token != null
                    && MessageDigest.isEqual(of(id).getBytes(US_ASCII), token.getBytes(US_ASCII))) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // not an id, so not theirs
        }
        throw notFound();
    }

    public static ProblemException notFound() {
        return new ProblemException(ProblemCode.CART_NOT_FOUND, "No cart with this id and this Cart-Token");
    }
}
