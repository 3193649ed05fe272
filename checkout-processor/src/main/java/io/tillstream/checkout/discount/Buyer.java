package io.tillstream.checkout.discount;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Somebody who may use a code once: known by user, by e-mail address, or by neither.
///
/// @param email as [#email] makes it
public record Buyer(@Nullable String userId, @Nullable String email) {

    public static Buyer of(@Nullable String userId, @Nullable String written) {
        return new Buyer(userId, written == null ? null : email(written));
    }

    /// One way of writing for addresses that reach the same person: without case and tag, and without the dots that Gmail ignores.
    public static String email(String written) {
        var address = written.strip().toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return address;
        }
        var name = address.substring(0, at);
        var host = address.substring(at + 1);
        int tag = name.indexOf('+');
        name = tag > 0 ? name.substring(0, tag) : name;
        if (host.equals("gmail.com") || host.equals("googlemail.com")) {
            return name.replace(".", "") + "@gmail.com";
        }
        return name + "@" + host;
    }

    public boolean unknown() {
        return userId == null && email == null;
    }

    public boolean is(Buyer other) {
        return (userId != null && userId.equals(other.userId)) || (email != null && email.equals(other.email));
    }
}
