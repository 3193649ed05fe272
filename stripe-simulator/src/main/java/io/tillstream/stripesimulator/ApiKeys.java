package io.tillstream.stripesimulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Who may call.
///
/// @param required empty lets in every test key
record ApiKeys(Set<String> required) {

    private static final String PUBLISHABLE_PREFIX = "pk_test_";
    private static final int SHOWN = 4;

    /// @param buyer whether the key was a publishable one, which belongs to the secret key with the same ending
    record Holder(String account, boolean buyer) {}

    /// @param authorization the header, Bearer or Basic with the key as user name; null when it is missing
    /// @param inForm the parameter `key`, which browsers send; null when it is missing
    /// @throws Refused with 401
    Holder holder(@Nullable String authorization, @Nullable String inForm) {
        var key = authorization != null ? key(authorization) : inForm == null ? "" : inForm;
        if (key.isEmpty()) {
            throw refused(
                    "You did not provide an API key. You need to provide your API key in the Authorization header, "
                            + "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
                            + "https://stripe.com/docs/api#authentication for details, or we can help at "
                            + "https://support.stripe.com/.");
        }
        boolean buyer = key.startsWith(PUBLISHABLE_PREFIX);
        var secret = buyer ? Settings.KEY_PREFIX + key.substring(PUBLISHABLE_PREFIX.length()) : key;
        if (!secret.startsWith(Settings.KEY_PREFIX) || (!required.isEmpty() && !required.contains(secret))) {
            throw refused("Invalid API Key provided: " + masked(key));
        }
        return new Holder(Ids.account(secret).intern(), buyer);
    }

    private static String key(String authorization) {
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).trim();
        }
        return authorization.regionMatches(true, 0, "Basic ", 0, 6) ? user(authorization.substring(6).trim()) : "";
    }

    private static String user(String base64) {
        try {
            var pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String masked(String key) {
        int hiddenFrom = Math.min(Settings.KEY_PREFIX.length(), key.length());
        int hiddenTo = Math.max(hiddenFrom, key.length() - SHOWN);
        return key.substring(0, hiddenFrom) + "*".repeat(hiddenTo - hiddenFrom) + key.substring(hiddenTo);
    }

    private static Refused refused(String message) {
        return new Refused(ApiError.invalid(401, null, message, null));
    }
}
