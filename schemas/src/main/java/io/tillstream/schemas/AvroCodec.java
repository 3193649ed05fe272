package io.tillstream.schemas;

import java.io.EOFException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/// Writes values in the Confluent wire format (a zero byte, the schema's id in 4 bytes, Avro binary) and reads them. Ids come from the registry,
/// once per schema; nothing is registered here, see [SchemaRegistration]. Safe for use by many threads.
public final class AvroCodec implements AutoCloseable {

    private final AvroKafkaSerializer<SpecificRecord> serializer = new AvroKafkaSerializer<>();
    private final AvroKafkaDeserializer<SpecificRecord> deserializer = new AvroKafkaDeserializer<>();
    private final AvroKafkaDeserializer<GenericRecord> genericDeserializer = new AvroKafkaDeserializer<>();

    /// @param registry address of Apicurio's core API, such as `http://localhost:8081/apis/registry/v3`
    public AvroCodec(URI registry) {
        var common = Map.<String, Object>of("apicurio.registry.url", registry.toString(),
                "apicurio.registry.http.adapter", "JDK",
                "apicurio.registry.use-id", "contentId", "apicurio.registry.dereference-schema", true,
                "apicurio.registry.retry-count", 2,
                "apicurio.registry.retry-backoff-ms", 200);
        var specific = new HashMap<>(common);
        specific.put("apicurio.registry.use-specific-avro-reader", true);
        serializer.configure(common, false);
        deserializer.configure(specific, false);
        genericDeserializer.configure(common, false);
    }

    /// @throws RuntimeException if the registry does not answer, or does not know the schema
    public <V extends SpecificRecord> byte[] encode(Topic<V> topic, V value) {
        return serializer.serialize(topic.name(), value);
    }

    /// @throws UndecodableException if the bytes are not a value of that topic; any other exception means that the registry did not answer
    public <V extends SpecificRecord> V decode(Topic<V> topic, byte[] bytes) throws UndecodableException {
        var value = read(deserializer, topic.name(), bytes);
        if (!topic.value().isInstance(value)) {
            throw new UndecodableException("a " + value.getSchema().getFullName() + " on " + topic.name());
        }
        return topic.value().cast(value);
    }

    /// For readers that do not know the classes.
    ///
    /// @throws UndecodableException if the bytes are not Avro of a registered schema
    public GenericRecord decodeGeneric(String topic, byte[] bytes) throws UndecodableException {
        return read(genericDeserializer, topic, bytes);
    }

    private static <R> R read(AvroKafkaDeserializer<R> reader, String topic, byte[] bytes) throws UndecodableException {
        if (bytes.length < 5 || bytes[0] != 0) {
            throw new UndecodableException("not in the Confluent wire format");
        }
        try {
            return reader.deserialize(topic, bytes);
        } catch (RuntimeException | LinkageError e) {
            throw bad(e);
        }
    }

    private static UndecodableException bad(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AvroRuntimeException || cause instanceof EOFException) {
                return new UndecodableException("not Avro of the schema it names: " + cause, e);
            }
            if (cause instanceof ApiException answer && answer.getResponseStatusCode() == 404) {
                return new UndecodableException("the registry knows no schema of that id", e);
            }
        }
        if (e instanceof RuntimeException other) {
            throw other;
        }
        throw (Error) e;
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
        genericDeserializer.close();
    }
}
