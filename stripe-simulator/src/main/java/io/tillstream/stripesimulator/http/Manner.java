package io.tillstream.stripesimulator.http;

/// How a response travels.
public sealed interface Manner {

    Manner WHOLE = new Whole();

    record Whole() implements Manner {}

    /// Nothing is sent; the connection closes after a while.
    record Silent(long millis) implements Manner {}

    /// Nothing is sent; the connection is reset.
    record Reset() implements Manner {}

    /// The head promises the whole body, half of it comes, then the connection closes.
    record Truncated() implements Manner {}

    /// The body comes in small pieces, all of it after a while.
    record Dripping(long millis) implements Manner {}
}
