package io.tillstream.stripesimulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header `Stripe-Signature`. See https://docs.stripe.com/webhooks/signature.
final class Signature {

    // what test mode sends besides, so that receivers learn to pass over schemes that they do not know
    private static final String FAKE_SECRET = "v0";

    private Signature() {}

    /// @param secrets while one is being rolled there are several, and each signs
    /// @param second since the epoch
    static String header(List<String> secrets, long second, String payload) {
        var header = new StringBuilder("t=").append(second);
        var signed = second + "." + payload;
        secrets.forEach(secret -> header.append(",v1=").append(hmac(secret, signed)));
        return header.append(",v0=").append(hmac(FAKE_SECRET, signed)).toString();
    }

    private static String hmac(String secret, String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
