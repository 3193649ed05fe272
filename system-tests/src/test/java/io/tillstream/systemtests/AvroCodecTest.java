package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.command.AddItem;
import io.tillstream.command.CartCommand;
import io.tillstream.command.Checkout;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

class AvroCodecTest {

    private static final Map<String, Object> APICURIO = Map.of("apicurio.registry.url", Parts.registry().toString(),
            "apicurio.registry.http.adapter", "JDK", "apicurio.registry.use-id", "contentId",
            "apicurio.registry.dereference-schema", true);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final List<CartCommand> COMMANDS = List.of(
            new CartCommand("c-1", "cart-1", "hash", null, null, new AddItem("MUG", 2, Map.of("engraving", "für Ada"))),
            new CartCommand("c-2", "cart-2", "hash", null, null, new Checkout("pm_card_visa", 1_800L)),
            new CartCommand("c-3", "cart-3", "hash", null, null, new Checkout("pm_card_visa", null)));

    @Test
    void writesWhatApicuriosSerdeWrites() {
        try (var codec = new AvroCodec(Parts.registry());
                var serde = new AvroKafkaSerializer<SpecificRecord>()) {
            serde.configure(APICURIO, false);
            for (var command : COMMANDS) {
                assertThat(codec.encode(Topics.CART_COMMANDS, command))
                        .isEqualTo(serde.serialize("cart.commands", command));
            }
        }
    }

    @Test
    void readsAndIsReadByApicuriosSerde() throws Exception {
        try (var codec = new AvroCodec(Parts.registry());
                var serde = new AvroKafkaDeserializer<GenericRecord>()) {
            serde.configure(APICURIO, false);
            for (var command : COMMANDS) {
                var bytes = codec.encode(Topics.CART_COMMANDS, command);

                assertThat(codec.decode(Topics.CART_COMMANDS, bytes)).isEqualTo(command);
                assertThat(codec.decodeGeneric(bytes)).isEqualTo(serde.deserialize("cart.commands", bytes));
            }
        }
    }

    /// The first record of its schema, too: nothing may be taken for a registry that does not answer.
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 6, 9, 20})
    void saysOfATornRecordThatItCannotBeRead(int length) {
        try (var codec = new AvroCodec(Parts.registry())) {
            var torn = Arrays.copyOf(codec.encode(Topics.CART_COMMANDS, COMMANDS.getFirst()), length);

            assertThatThrownBy(() -> codec.decode(Topics.CART_COMMANDS, torn)).isInstanceOf(UndecodableException.class);
            assertThatThrownBy(() -> codec.decodeGeneric(torn)).isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void saysOfNumbersWithoutEndThatTheyCannotBeRead() {
        try (var codec = new AvroCodec(Parts.registry())) {
            var bytes = codec.encode(Topics.CART_COMMANDS, COMMANDS.getFirst());
            Arrays.fill(bytes, 5, bytes.length, (byte) 0xff);

            assertThatThrownBy(() -> codec.decode(Topics.CART_COMMANDS, bytes))
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_000})
    void saysOfAnUnknownIdThatItCannotBeRead(int id) {
        try (var codec = new AvroCodec(Parts.registry())) {
            var bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(id).array();

            assertThatThrownBy(() -> codec.decode(Topics.CART_COMMANDS, bytes))
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void saysOfASchemaThatIsNotAvroThatItCannotBeRead() throws Exception {
        var made = HTTP.send(
                HttpRequest
                        .newBuilder(URI
                                .create(Parts.registry() + "/groups/others/artifacts?ifExists=FIND_OR_CREATE_VERSION"))
                        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("""
                        {"artifactId": "other", "artifactType": "JSON", "firstVersion": {"content":
                         {"content": "{\\"type\\": \\"object\\"}", "contentType": "application/json"}}}""")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        int id = JsonMapper.shared().readTree(made.body()).at("/version/contentId").asInt();
        assertThat(id).isPositive();
        try (var codec = new AvroCodec(Parts.registry())) {
            var bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(id).array();

            assertThatThrownBy(() -> codec.decode(Topics.CART_COMMANDS, bytes))
                    .isInstanceOf(UndecodableException.class).hasMessageContaining("no Avro schema");
        }
    }

    @Test
    void refusesAValueOfAnotherTopic() {
        try (var codec = new AvroCodec(Parts.registry())) {
            var bytes = codec.encode(Topics.CART_COMMANDS, COMMANDS.getFirst());

            assertThatThrownBy(() -> codec.decode(Topics.ORDER_EVENTS, bytes)).isInstanceOf(UndecodableException.class)
                    .hasMessageContaining("CartCommand on order.events");
        }
    }
}
