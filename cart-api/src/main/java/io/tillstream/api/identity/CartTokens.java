package io.tillstream.api.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

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

    /// @param token as sent, null if none was
    public boolean open(UUID cart, @Nullable String token) {
        return token != null && MessageDigest.isEqual(of(cart).getBytes(US_ASCII), token.getBytes(US_ASCII));
    }
}
