package io.tillstream.api.settings;

/// A value that this service cannot run with. The message is one line: key, value, fix.
public final class BadSetting extends RuntimeException {

    BadSetting(String key, String value, String fix) {
        super("%s is %s: %s".formatted(key, value, fix));
    }

    /// Finds it among the causes of a failed start.
    ///
    /// @return the one line for a person, or what the failure itself says
    public static String lineFor(Throwable failure) {
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadSetting bad) {
                return String.valueOf(bad.getMessage());
            }
            last = cause;
        }
        return failure.getMessage() + " (" + last.getMessage() + ")";
    }
}
