package io.tillstream.api.webhook;

import static io.tillstream.api.problem.ProblemCode.WEBHOOK_SIGNATURE_INVALID;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.Hashing;

/// `Stripe-Signature`: `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of t, a dot and the body>`, with a `v1` for each secret that is valid at Stripe.
/// stripe-java would check a text instead of the bytes, takes any time in the future, and throws what it likes at a header that is none.
public final class StripeSignature {

    public static final String HEADER = "Stripe-Signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private StripeSignature() {}

    /// @param headers every one of the request; more than one is refused
    /// @param body    as it came
    /// @throws ProblemException `webhook_signature_invalid`, which never says how near it was
    public static void check(List<String> headers, byte[] body, List<String> secrets, Instant now) {
        if (headers.size() != 1) {
            throw refused("Send one header " + HEADER);
        }
        var times = values(headers.getFirst(), "t").toList();
        if (times.size() != 1 || !times.getFirst().matches("\\d{1,12}")) {
            throw refused(HEADER + " has one time, t");
        }
        var time = times.getFirst();
        if (values(headers.getFirst(), "v1").noneMatch(signature -> isOf(signature, time, body, secrets))) {
            throw refused("No v1 is a signature of this body with a secret of this shop");
        }
        if (Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs().compareTo(TOLERANCE) > 0) {
            throw refused("It was signed more than 300 seconds before or after the time here");
        }
    }

    private static Stream<String> values(String header, String name) {
        return Stream.of(header.split(",", -1)).filter(item -> item.startsWith(name + "="))
                .map(item -> item.substring(name.length() + 1));
    }

    /// No secret is left out: the time that it takes tells nothing.
    private static boolean isOf(String signature, String time, byte[] body, List<String> secrets) {
        boolean found = false;
        for (var secret : secrets) {
            found |= MessageDigest.isEqual(of(time, body, secret).getBytes(US_ASCII), signature.getBytes(US_ASCII));
        }
        return found;
    }

    static String of(String time, byte[] body, String secret) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes((time + ".").getBytes(US_ASCII));
        signed.writeBytes(body);
        return HexFormat.of().formatHex(Hashing.hmac(secret, signed.toByteArray()));
    }

    private static ProblemException refused(String why) {
        return new ProblemException(WEBHOOK_SIGNATURE_INVALID, why);
    }
}
