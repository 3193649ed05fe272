package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// The Confluent API, as text.
record RegistryClient(URI url) {

    /// The answer, such as `{"id":1}`.
    String register(String subject) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("""
                        {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"%s\\",\\"fields\\":[]}"}""".formatted(
                        subject)))
                .build());
    }

    String subjects() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + "/subjects")).build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
