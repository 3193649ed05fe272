package io.tillstream.stripesimulator.http;

import java.io.IOException;
import java.io.OutputStream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;

/// Sends what is written, piece by piece; each waits until the one before is the operating system's.
final class Pieces extends OutputStream {

    private final Channel channel;

    Pieces(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        var sent = channel.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(bytes, from, length)))
                .awaitUninterruptibly();
        if (!sent.isSuccess()) {
            throw new IOException("the caller went away", sent.cause());
        }
    }
}
