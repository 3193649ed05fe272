package io.tillstream.stripesimulator.http;

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
            new Sending(channel).send(handler.join().apply(request));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            var _ = channel.close();
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
