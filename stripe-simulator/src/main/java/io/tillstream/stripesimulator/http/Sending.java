package io.tillstream.stripesimulator.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/// Sends a response in its manner.
record Sending(Channel channel) {

    private static final System.Logger LOG = System.getLogger(Sending.class.getName());
    private static final int DRIPS = 20;
    private static final int PIECE = 1 << 16;

    /// Blocks for as long as the manner takes.
    void send(Response response) throws InterruptedException {
        switch (response.manner()) {
            case Manner.Whole _ -> whole(response);
            case Manner.Silent(var millis) -> {
                Thread.sleep(Duration.ofMillis(millis));
                var _ = channel.close();
            }
            case Manner.Reset _ -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                var _ = channel.close();
            }
            case Manner.Truncated _ -> truncated(response);
            case Manner.Dripping(var millis) -> dripping(response, millis);
            case Manner.Streamed(var writing) -> streamed(response, writing);
        }
    }

    private void whole(Response response) {
        var message = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()), Unpooled.wrappedBuffer(response.body()));
        putHeaders(message, response);
        var _ = channel.writeAndFlush(message, channel.voidPromise());
    }

    private void truncated(Response response) {
        head(response);
        var _ = channel.writeAndFlush(new DefaultHttpContent(piece(response, 0, response.body().length / 2)))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void dripping(Response response, long millis) throws InterruptedException {
        head(response);
        int length = response.body().length;
        for (int drip = 0; drip < DRIPS && channel.isActive(); drip++) {
            Thread.sleep(Duration.ofMillis(millis / DRIPS));
            var _ = channel.writeAndFlush(
                    new DefaultHttpContent(piece(response, length * drip / DRIPS, length * (drip + 1) / DRIPS)));
        }
        var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void streamed(Response response, Manner.Writing writing) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        putHeaders(head, response);
        head.headers().remove(HttpHeaderNames.CONTENT_LENGTH).set(HttpHeaderNames.TRANSFER_ENCODING,
                HttpHeaderValues.CHUNKED);
        var _ = channel.writeAndFlush(head);
        try (var out = new BufferedOutputStream(new Pieces(channel), PIECE)) {
            writing.to(out);
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.WARNING, "an answer was cut short", e);
            var _ = channel.close();
            return;
        }
        var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void head(Response response) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        putHeaders(head, response);
        var _ = channel.writeAndFlush(head);
    }

    private static ByteBuf piece(Response response, int from, int to) {
        return Unpooled.wrappedBuffer(response.body(), from, to - from);
    }

    private static void putHeaders(HttpMessage message, Response response) {
        message.headers().set(HttpHeaderNames.CONTENT_TYPE, response.type()).set(HttpHeaderNames.CONTENT_LENGTH,
                response.body().length);
        response.headers().forEach(message.headers()::set);
    }
}
