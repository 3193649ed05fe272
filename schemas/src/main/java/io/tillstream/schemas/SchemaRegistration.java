package io.tillstream.schemas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.ObjectMapper;

/// Makes the schemas of this release known to the registry. A release does this once, before its services start; producers never do.
public final class SchemaRegistration {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaRegistration() {}

    /// Registers the schema of every topic as `<topic>-value`; one that is known already stays as it is.
    ///
    /// @param registry address of Apicurio's core API, such as `http://localhost:8081/apis/registry/v3`
    /// @throws IOException if the registry cannot be reached or refuses a schema
    public static void register(URI registry) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            for (var topic : Topics.ALL) {
                register(client, registry, topic);
            }
        }
    }

    private static void register(HttpClient client, URI registry, Topic<?> topic)
            throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("artifactId", topic.name() + "-value").put("artifactType", "AVRO");
        body.putObject("firstVersion").putObject("content").put("content", topic.schema().toString()).put("contentType",
                "application/json");
        var request = HttpRequest
                .newBuilder(URI.create(registry + "/groups/default/artifacts?ifExists=FIND_OR_CREATE_VERSION"))
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "the schema registry at %s refused the schema of %s: %d %s".formatted(registry, topic.name(),
                            response.statusCode(), response.body()));
        }
    }
}
