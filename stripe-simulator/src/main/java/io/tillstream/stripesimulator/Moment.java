package io.tillstream.stripesimulator;

/// When something is decided, and the names that it may give.
record Moment(Cause cause, Names names) {

    /// Seconds since the epoch.
    long second() {
        return cause.at() / 1000;
    }
}
