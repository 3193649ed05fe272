package io.tillstream.schemas;

/// The bytes of a record are not what its topic promises: reading them again will not help.
public final class UndecodableException extends Exception {

    UndecodableException(String message) {
        super(message);
    }

    UndecodableException(String message, Throwable cause) {
        super(message, cause);
    }
}
