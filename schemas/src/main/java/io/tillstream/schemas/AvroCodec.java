package io.tillstream.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Writes values in the Confluent wire format (a zero byte, the schema's id in 4 bytes, Avro binary) and reads them. Ids and schemas come from the
/// registry, once each; nothing is registered here, see [SchemaRegistration]. Safe for use by many threads.
///
/// Apicurio's serdes only find ids and schemas here: with every record they look for them anew and make another reader or writer, which takes several
/// times as long as reading or writing it (measured).
public final class AvroCodec implements AutoCloseable {

    /// A zero byte and the id.
    private static final int PREFIX = 5;

    private record Writer(byte[] prefix, SpecificDatumWriter<SpecificRecord> values) {}

    private final AvroKafkaSerializer<SpecificRecord> serializer = new AvroKafkaSerializer<>();
    private final AvroKafkaDeserializer<SpecificRecord> deserializer = new AvroKafkaDeserializer<>();
    private final Map<Class<?>, Writer> writers = new ConcurrentHashMap<>();
    private final Map<Integer, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();
    private final Map<Integer, DatumReader<GenericRecord>> genericReaders = new ConcurrentHashMap<>();

    /// @param registry address of Apicurio's core API, such as `http://localhost:8081/apis/registry/v3`
    public AvroCodec(URI registry) {
        var settings = Map.<String, Object>of("apicurio.registry.url", registry.toString(),
                "apicurio.registry.http.adapter", "JDK",
                "apicurio.registry.use-id", "contentId", "apicurio.registry.dereference-schema", true,
                "apicurio.registry.retry-count", 2,
                "apicurio.registry.retry-backoff-ms", 200);
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
    }

    /// @throws RuntimeException if the registry does not answer, or does not know the schema
    public <V extends SpecificRecord> byte[] encode(Topic<V> topic, V value) {
        var writer = writers.get(topic.value());
        if (writer == null) {
            var bytes = serializer.serialize(topic.name(), value);
            writers.put(topic.value(),
                    new Writer(Arrays.copyOf(bytes, PREFIX), new SpecificDatumWriter<>(value.getSchema())));
            return bytes;
        }
        var bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(writer.prefix);
        try {
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            writer.values.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @throws UndecodableException if the bytes are not a value of that topic; any other exception means that the registry did not answer
    public <V extends SpecificRecord> V decode(Topic<V> topic, byte[] bytes) throws UndecodableException {
        int id = id(bytes);
        var reader = readers.get(id);
        if (reader == null) {
            var written = schema(id);
            if (!written.getFullName().equals(topic.schema().getFullName())) {
                throw new UndecodableException("a " + written.getFullName() + " on " + topic.name());
            }
            reader = new SpecificDatumReader<>(written, topic.schema());
            readers.put(id, reader);
        }
        var value = read(reader, bytes);
        if (!topic.value().isInstance(value)) {
            throw new UndecodableException("a " + value.getSchema().getFullName() + " on " + topic.name());
        }
        return topic.value().cast(value);
    }

    /// For readers that do not know the classes.
    ///
    /// @throws UndecodableException if the bytes are not Avro of a registered schema
    public GenericRecord decodeGeneric(byte[] bytes) throws UndecodableException {
        int id = id(bytes);
        var reader = genericReaders.get(id);
        if (reader == null) {
            reader = new GenericDatumReader<>(schema(id));
            genericReaders.put(id, reader);
        }
        return read(reader, bytes);
    }

    private static int id(byte[] bytes) throws UndecodableException {
        if (bytes.length < PREFIX || bytes[0] != 0) {
            throw new UndecodableException("not in the Confluent wire format");
        }
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    private Schema schema(int id) throws UndecodableException {
        try {
            return deserializer.getSchemaResolver()
                    .resolveSchemaByArtifactReference(ArtifactReference.fromContentId((long) id)).getParsedSchema()
                    .getParsedSchema();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ApiException answer && answer.getResponseStatusCode() == 404) {
                    throw new UndecodableException("the registry knows no schema of the id " + id, e);
                }
                if (cause instanceof AvroRuntimeException) {
                    throw new UndecodableException("what the registry has under the id " + id + " is no Avro schema",
                            e);
                }
            }
            throw e;
        }
    }

    /// Reads memory alone, so whatever goes wrong is wrong with the bytes.
    private static <R> R read(DatumReader<R> reader, byte[] bytes) throws UndecodableException {
        try {
            return reader.read(null,
                    DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new UndecodableException("not Avro of the schema it names: " + e, e);
        }
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
