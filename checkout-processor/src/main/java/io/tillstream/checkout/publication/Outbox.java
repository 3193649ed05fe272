package io.tillstream.checkout.publication;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/// Records of an outbox row as bytes: a count, then topic, partition (-1: by key), key (length -1: none), value and headers of each; LZ4.
public final class Outbox {

    private Outbox() {}

    public static byte[] encode(List<Outgoing> records) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new BufferedOutputStream(
                new LZ4FrameOutputStream(bytes, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB), 64 * 1024))) {
            out.writeInt(records.size());
            for (var each : records) {
                out.writeUTF(each.topic());
                out.writeInt(each.partition() == null ? -1 : each.partition());
                out.writeInt(each.key() == null ? -1 : each.key().length);
                out.write(each.key() == null ? new byte[0] : each.key());
                out.writeInt(each.value().length);
                out.write(each.value());
                out.writeInt(each.headers().size());
                for (var header : each.headers().entrySet()) {
                    out.writeUTF(header.getKey());
                    out.writeUTF(header.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static List<Outgoing> decode(byte[] bytes) {
        try (var in = new DataInputStream(new LZ4FrameInputStream(new ByteArrayInputStream(bytes)))) {
            int count = in.readInt();
            var records = new ArrayList<Outgoing>(count);
            for (int i = 0; i < count; i++) {
                var topic = in.readUTF();
                int partition = in.readInt();
                int keyLength = in.readInt();
                var key = keyLength < 0 ? null : in.readNBytes(keyLength);
                var value = in.readNBytes(in.readInt());
                var headers = new LinkedHashMap<String, String>();
                for (int left = in.readInt(); left > 0; left--) {
                    headers.put(in.readUTF(), in.readUTF());
                }
                records.add(new Outgoing(topic, partition < 0 ? null : partition, key, value, headers));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
