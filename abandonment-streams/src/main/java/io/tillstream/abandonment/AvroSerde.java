package io.tillstream.abandonment;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topic;
import io.tillstream.schemas.UndecodableException;

/// The values of a topic, for Kafka Streams.
final class AvroSerde {

    private AvroSerde() {}

    static <V extends SpecificRecord> Serde<V> of(Topic<V> topic, AvroCodec codec) {
        return Serdes.serdeFrom((_, value) -> encode(topic, codec, value), (_, bytes) -> decode(topic, codec, bytes));
    }

    private static <V extends SpecificRecord> byte @Nullable [] encode(Topic<V> topic, AvroCodec codec,
            @Nullable V value) {
        return value == null ? null : codec.encode(topic, value);
    }

    private static <V extends SpecificRecord> @Nullable V decode(Topic<V> topic, AvroCodec codec,
            byte @Nullable [] bytes) {
        try {
            return bytes == null ? null : codec.decode(topic, bytes);
        } catch (UndecodableException e) {
            throw new SerializationException(e);
        }
    }
}
