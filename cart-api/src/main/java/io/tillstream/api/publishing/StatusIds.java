package io.tillstream.api.publishing;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Signs status ids, so that they cannot be made up: whoever holds one was given it.
public final class StatusIds {

    private static final int SIGNATURE_BYTES = 16;
    private static final byte KEY_ID = 1;

    private final String secret;

    public StatusIds(String secret) {
        this.secret = secret;
    }

    /// base64url of key id, status and the first 16 bytes of their HMAC.
    public String write(StatusId id) {
        var signed = new byte[1 + StatusId.BYTES + SIGNATURE_BYTES];
        signed[0] = KEY_ID;
        System.arraycopy(id.bytes(), 0, signed, 1, StatusId.BYTES);
        System.arraycopy(signature(signed), 0, signed, 1 + StatusId.BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /// Empty if this was not written with our secret.
    public Optional<StatusId> read(String text) {
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (signed.length != 1 + StatusId.BYTES + SIGNATURE_BYTES || signed[0] != KEY_ID) {
            return Optional.empty();
        }
        var signature = Arrays.copyOfRange(signed, 1 + StatusId.BYTES, signed.length);
        return MessageDigest.isEqual(signature, signature(signed))
                ? Optional.of(StatusId.read(Arrays.copyOfRange(signed, 1, 1 + StatusId.BYTES)))
                : Optional.empty();
    }

    private byte[] signature(byte[] signed) {
        return Arrays.copyOf(Hashing.hmac(secret, Arrays.copyOf(signed, 1 + StatusId.BYTES)), SIGNATURE_BYTES);
    }
}
