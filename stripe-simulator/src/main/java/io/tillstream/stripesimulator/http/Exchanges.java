package io.tillstream.stripesimulator.http;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/// The requests of one connection.
final class Exchanges extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final System.Logger LOG = System.getLogger(Exchanges.class.getName());

    private final Executor threads;
    private final CompletableFuture<Function<Request, Response>> handler;

    Exchanges(Executor threads, CompletableFuture<Function<Request, Response>> handler) {
        this.threads = threads;
        this.handler = handler;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        var request = request(message);
        var channel = context.channel();
        try {
            threads.execute(() -> answer(request, channel));
        } catch (RejectedExecutionException closing) {
            var _ = channel.close();
        }
    }

    private void answer(Request request, Channel channel) {
        try {
            new Sending(channel).send(answered(request));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            var _ = channel.close();
        }
    }

    private Response answered(Request request) {
        try {
            return handler.join().apply(request);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, request.method() + " " + request.path() + " failed", e);
            return Response.empty(500, Map.of());
        }
    }

    private static Request request(FullHttpRequest message) {
        var uri = new QueryStringDecoder(message.uri());
        Map<String, String> headers = new HashMap<>();
        message.headers().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
        return new Request(message.method().name(), uri.path(), uri.rawQuery(), headers,
                ByteBufUtil.getBytes(message.content()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close(); // a client that went away
    }
}
