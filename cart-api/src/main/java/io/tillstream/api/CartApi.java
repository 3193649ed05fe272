package io.tillstream.api;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.api.json.Json;
import io.tillstream.api.settings.ApiSettings;
import io.tillstream.api.settings.BadSetting;

/// The HTTP face as an application. May share a JVM and a class path with others: it has its own configuration file, `cart-api.yml`, and scans
/// its own packages only.
@SpringBootApplication
@EnableConfigurationProperties(ApiSettings.class)
public class CartApi {

    CartApi() {}

    public static void main(String[] args) {
        try {
            application().run(arguments(Map.of(), args));
        } catch (RuntimeException e) {
            System.err.println(BadSetting.lineFor(e));
            System.exit(1);
        }
    }

    /// Starts it in this JVM. Close the context to stop it.
    ///
    /// @param settings by key, such as `server.port`; they overrule file and environment
    /// @throws RuntimeException caused by a [BadSetting] if a setting cannot be used
    public static ConfigurableApplicationContext start(Map<String, Object> settings) {
        return application().run(arguments(settings));
    }

    private static SpringApplication application() {
        var application = new SpringApplication(CartApi.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.addInitializers(context -> ApiSettings.from(context.getEnvironment())); // before anything connects
        return application;
    }

    private static String[] arguments(Map<String, Object> settings, String... more) {
        var arguments = new ArrayList<String>();
        arguments.add("--spring.config.name=cart-api");
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
