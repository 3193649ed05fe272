package io.tillstream.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;

/// The service with nothing behind it: no Kafka, no PostgreSQL, no Redis, no registry. It must start all the same and say what is missing.
final class RunningApi {

    static final String SECRET = "a secret of at least 32 characters";

    static final String USERS_KEY = "a key of at least 32 characters...";
    private static final String NOWHERE = "127.0.0.1:1";

    static final ConfigurableApplicationContext CONTEXT = start("true");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private RunningApi() {}

    /// @param page what `tillstream.page` is set to
    static ConfigurableApplicationContext start(String page) {
        return start(Map.of("tillstream.page", page, "tillstream.users.key", USERS_KEY, "tillstream.sign-in", page));
    }

    static ConfigurableApplicationContext start(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(Map.of("server.port", 0, "tillstream.secret", SECRET,
                "tillstream.kafka.bootstrap-servers", NOWHERE, "tillstream.registry.url",
                "http://" + NOWHERE + "/apis/registry/v3", "tillstream.database.url",
                "jdbc:postgresql://" + NOWHERE + "/tillstream", "tillstream.redis.url", "redis://" + NOWHERE));
        settings.putAll(more);
        return CartApi.start(settings);
    }

    static int port() {
        return port(CONTEXT);
    }

    private static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /// @param headers name, value, name, value
    static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(CONTEXT, method, path, body, headers);
    }

    static HttpResponse<String> send(ConfigurableApplicationContext context, String method, String path, String body,
            String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port(context) + path)).method(method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /// @param headers name, value, name, value; may repeat a name
    static HttpResponse<String> sendBytes(ConfigurableApplicationContext context, String path, byte[] body,
            String... headers) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port(context) + path))
                .POST(BodyPublishers.ofByteArray(body)).headers(headers).build(), BodyHandlers.ofString());
    }
}
