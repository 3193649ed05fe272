package io.tillstream.stripesimulator.http;

import java.io.IOException;
import java.io.OutputStream;

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

    /// In pieces as they are made, instead of the response's body; for what is too long to be held.
    record Streamed(Writing writing) implements Manner {}

    /// What makes it.
    interface Writing {

        /// @param out need not be closed
        void to(OutputStream out) throws IOException;
    }
}
