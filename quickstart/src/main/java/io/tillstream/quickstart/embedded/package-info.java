/// Real parts (Kafka, PostgreSQL, Redis, schema registry) from Maven Central, on this machine only.
///
/// Each part is a class with a static `start(directory, port, ...)` and a `close()`. A part binds 127.0.0.1, takes any free port
/// for port 0, keeps its data in the directory it is given, and may be started again on it, after a kill -9 too.
@NullMarked
package io.tillstream.quickstart.embedded;

import org.jspecify.annotations.NullMarked;
