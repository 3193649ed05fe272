package io.tillstream.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tillstream.abandonment.Abandonment;

/// What the services without HTTP write for whoever watches them.
class HealthTest {

    @TempDir
    Path directory;

    @Test
    void theProcessorNamesTheLanesThatWaitForAPerson() throws Exception {
        try (var shop = new Shop()) {
            shop.shut();
            var file = directory.resolve("health");
            shop.settings().put("tillstream.health-file", file.toString());
            shop.open();
            Eventually.that("up", () -> Files.readString(file).equals("up\n"));
            try {
                shop.database.update("update lane set stopped = 'by a test' where lane = 'carts-0'");
                Eventually.that("the lane is named", () -> Files.readString(file).contains("carts-0"));
            } finally {
                shop.database.update("update lane set stopped = null where lane = 'carts-0'");
            }
            Eventually.that("up again", () -> Files.readString(file).equals("up\n"));
        }
    }

    @Test
    void theStreamsAppSaysUpWhenItRuns() throws Exception {
        try (var shop = new Shop()) {
            var settings = new HashMap<>(shop.settings());
            var file = directory.resolve("health");
            settings.put("tillstream.health-file", file.toString());
            settings.put("tillstream.abandonment.state-dir", directory.resolve("state").toString());
            try (var _ = Abandonment.start(settings)) {
                Eventually.that("up", () -> Files.readString(file).equals("up\n"));
            }
        }
    }
}
