package io.tillstream.api.guess;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.publishing.Hashing;

/// Who guesses, as a name that tells nobody who it is.
public final class Client {

    private static final int BYTES = 16;

    private Client() {}

    /// @param user    null: a guest, who is known by the address
    /// @param network of the caller
    public static String of(String secret, @Nullable String user, String network) {
        var name = user == null ? "address:" + network : "user:" + user;
        return HexFormat.of()
                .formatHex(Arrays.copyOf(Hashing.hmac(secret, ("guesses:" + name).getBytes(UTF_8)), BYTES));
    }
}
