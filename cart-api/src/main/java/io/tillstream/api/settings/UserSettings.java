package io.tillstream.api.settings;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/// Whose tokens are accepted as users'. With neither a key nor an issuer's keys there are guests only.
///
/// @param jwksUrl  where an issuer publishes its keys
/// @param key      shared with whoever signs tokens (HS256), at least 32 characters
/// @param issuer   that a token has to name; null: any
/// @param audience that a token has to name; null: any
public record UserSettings(
        @Nullable URI jwksUrl,
        @Nullable String key,
        @Nullable String issuer,
        @Nullable String audience) {

    private static final int KEY_CHARACTERS = 32;

    public UserSettings {
        if (key != null && key.length() < KEY_CHARACTERS) {
            throw new BadSetting("tillstream.users.key", key.length() + " characters",
                    "set it to at least 32 random characters");
        }
        if (jwksUrl != null && !"http".equals(jwksUrl.getScheme()) && !"https".equals(jwksUrl.getScheme())) {
            throw new BadSetting("tillstream.users.jwks-url", "'" + jwksUrl + "'",
                    "use an address such as https://login.example.com/.well-known/jwks.json");
        }
        if (key != null && jwksUrl != null) {
            throw new BadSetting("tillstream.users.key", "set beside tillstream.users.jwks-url",
                    "set one of them: tokens are signed in one way");
        }
    }

    /// Not the key.
    @Override
    public String toString() {
        return "UserSettings[jwksUrl=%s, issuer=%s, audience=%s]".formatted(jwksUrl, issuer, audience);
    }
}
