package io.tillstream.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A network between a browser and a service that can be cut: what is open breaks off, and nothing new gets through.
final class Cable implements AutoCloseable {

    private final ServerSocket server;
    private volatile int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Until then it leads nowhere.
    void leadTo(int port) {
        target = port;
    }

    void cut() {
        cut = true;
        open.forEach(Cable::close);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // closed, or the service is gone: there is nobody to tell
            }
        }
    }

    private void connect(Socket browser) throws IOException {
        if (cut) {
            browser.close();
            return;
        }
        var service = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(browser);
        open.add(service);
        Thread.ofVirtual().start(() -> pass(browser, service));
        Thread.ofVirtual().start(() -> pass(service, browser));
    }

    private void pass(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
