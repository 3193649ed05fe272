package io.tillstream.stripesimulator;

/// Ends a request before it began to execute: nothing is changed and nothing is remembered.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    Refused(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
