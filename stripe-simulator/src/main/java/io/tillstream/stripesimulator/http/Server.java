package io.tillstream.stripesimulator.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;

/// An HTTP/1.1 server. Every request has a virtual thread of its own.
public final class Server implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final int EVENT_LOOPS = 2;

    // above it the answer is a bare 413
    private static final int MOST_BYTES = 8 << 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Function<Request, Response>> handler = new CompletableFuture<>();
    private final Channel channel;

    private Server(String host, int port) throws IOException {
        var bound = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(),
                                new HttpObjectAggregator(MOST_BYTES), new Exchanges(threads, handler));
                    }
                }).bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw bound.cause() instanceof IOException e ? e : new IOException(bound.cause());
        }
        channel = bound.channel();
    }

    /// Listens; what comes before [#serve] waits.
    ///
    /// @param port 0 takes any free one
    /// @throws IOException when the port is taken
    public static Server open(String host, int port) throws IOException {
        return new Server(host, port);
    }

    public void serve(Function<Request, Response> answering) {
        handler.complete(answering);
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// Cuts off what is in flight.
    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        threads.shutdownNow();
    }
}
