package io.tillstream.api.publishing;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/// Names one published command so that any instance can tell what became of it. [StatusIds] writes and reads it.
///
/// @param kind      what was asked for
/// @param command   id of the command
/// @param hashStart first 16 bytes of the body hash, hex
/// @param cart      the command's key
/// @param partition of cart.commands
/// @param offset    in that partition
public record StatusId(Kind kind, UUID command, String hashStart, UUID cart, int partition, long offset) {

    static final int HASH_BYTES = 16;
    static final int BYTES = 1 + 16 + HASH_BYTES + 16 + Integer.BYTES + Long.BYTES;

    /// Checkouts have a page of their own, and only they.
    public enum Kind {
        COMMAND('c'), CHECKOUT('o');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static Kind of(byte letter) {
            return letter == CHECKOUT.letter ? CHECKOUT : COMMAND;
        }
    }

    /// @param bodyHash hex, at least 16 bytes
    public static StatusId of(Kind kind, UUID command, String bodyHash, UUID cart, int partition, long offset) {
        return new StatusId(kind, command, bodyHash.substring(0, 2 * HASH_BYTES), cart, partition, offset);
    }

    /// Whether an outcome with this body hash answers the same request.
    public boolean asks(String bodyHash) {
        return bodyHash.startsWith(hashStart);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).put((byte) kind.letter)
                .putLong(command.getMostSignificantBits()).putLong(command.getLeastSignificantBits())
                .put(HexFormat.of().parseHex(hashStart))
                .putLong(cart.getMostSignificantBits()).putLong(cart.getLeastSignificantBits())
                .putInt(partition).putLong(offset).array();
    }

    static StatusId read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var kind = Kind.of(in.get());
        var command = new UUID(in.getLong(), in.getLong());
        var hash = new byte[HASH_BYTES];
        in.get(hash);
        return new StatusId(kind, command, HexFormat.of().formatHex(hash), new UUID(in.getLong(), in.getLong()),
                in.getInt(), in.getLong());
    }
}
