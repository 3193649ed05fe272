package io.tillstream.stripesimulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;

/// A running simulator. It takes requests until it is closed.
///
/// It sets the `sun.net.httpserver.*` properties that make the JDK's server fit for load, unless they are set already;
/// they take effect only if no other server of the JDK was made in this JVM before.
public final class StripeSimulator implements AutoCloseable {

    private static final int BACKLOG = 4096;

    static {
        // without it every answer on a kept connection waits 40 ms for an acknowledgement
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        // the default of 200 drops connections that clients have just decided to use again
        setIfAbsent("sun.net.httpserver.maxIdleConnections", "20000");
        setIfAbsent("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Store store;
    private final URI uri;

    private StripeSimulator(Settings settings, HttpServer server, Store store) {
        this.server = server;
        this.store = store;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        var faults = new Faults();
        var writes = new Writes(store, settings.clock());
        server.setExecutor(threads);
        server.createContext("/", new Api(settings, store, faults, writes));
        server.createContext(Control.PATH, new Control(store.ledger(), faults, writes));
        uri = URI.create("http://%s:%d".formatted(settings.host(), server.getAddress().getPort()));
    }

    /// Returns once requests are answered.
    ///
    /// @throws IOException when the port is taken, or the data directory cannot be read or is in use
    public static StripeSimulator start(Settings settings) throws IOException {
        var store = new Store(settings);
        try {
            var server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
            var simulator = new StripeSimulator(settings, server, store);
            server.start();
            return simulator;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// Where it answers, without a slash at the end: what a Stripe client takes as its API base.
    public URI uri() {
        return uri;
    }

    /// Cuts off what is in flight; what was answered before is in the journal.
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        store.close();
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
