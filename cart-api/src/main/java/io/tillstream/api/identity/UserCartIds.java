package io.tillstream.api.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

import io.tillstream.api.publishing.Hashing;
import io.tillstream.api.publishing.Ids;

/// Ids of users' carts prove whose they are, without any look-up: the first half comes from the command that makes the cart, the second is
/// an HMAC of the user and that half, 62 bits of it. UUIDs of version 8, as all ids here.
public final class UserCartIds {

    private static final byte[] PURPOSE = "user-cart\0".getBytes(UTF_8);
    private static final long FREE_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final String secret;

    public UserCartIds(String secret) {
        this.secret = secret;
    }

    public UUID of(UUID command, String user) {
        return proved(Ids.cart(command).getMostSignificantBits(), user);
    }

    public boolean isOf(UUID cart, String user) {
        var proved = proved(cart.getMostSignificantBits(), user);
        return MessageDigest.isEqual(bytes(proved), bytes(cart));
    }

    private UUID proved(long first, String user) {
        var name = user.getBytes(UTF_8);
        var message = ByteBuffer.allocate(PURPOSE.length + Long.BYTES + name.length).put(PURPOSE).putLong(first)
                .put(name).array();
        long second = ByteBuffer.wrap(Hashing.hmac(secret, message)).getLong();
        return new UUID(first, (second & FREE_BITS) | VARIANT);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array();
    }
}
