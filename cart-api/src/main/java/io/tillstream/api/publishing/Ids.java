package io.tillstream.api.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Ids are derived, never drawn: a retry names the same command and the same cart, on every instance.
public final class Ids {

    private Ids() {}

    /// @param caller whose key it is; `anonymous` for calls without a cart
    /// @param key    the caller's idempotency key
    public static UUID command(String caller, String key) {
        return derived("command", caller, key);
    }

    /// Of the cart that a CreateCart makes.
    public static UUID cart(UUID command) {
        return derived("cart", command.toString());
    }

    /// UUID of version 8 (RFC 9562) from SHA-256 of the parts, each with its length before it: `a`, `bc` is not `ab`, `c`.
    private static UUID derived(String... parts) {
        var sha = Hashing.sha256();
        for (var part : parts) {
            var bytes = part.getBytes(UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha.update(bytes);
        }
        var hash = ByteBuffer.wrap(sha.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
