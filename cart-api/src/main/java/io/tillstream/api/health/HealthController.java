package io.tillstream.api.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether the parts answer. Redis is not needed, only missed.
@RestController
class HealthController {

    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

    private final Admin kafka;
    private final JdbcClient sql;
    private final RedisConnectionFactory redis;

    HealthController(Admin kafka, JdbcClient sql, RedisConnectionFactory redis) {
        this.kafka = kafka;
        this.sql = sql;
        this.redis = redis;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        boolean kafkaUp = answers("Kafka", () -> kafka.describeCluster().nodes().get(2, TimeUnit.SECONDS));
        boolean databaseUp = answers("PostgreSQL", () -> sql.sql("select 1").query().singleValue());
        boolean redisUp = answers("Redis", this::ping);
        boolean up = kafkaUp && databaseUp;
        var body = new LinkedHashMap<String, String>();
        body.put("status", !up ? "down" : redisUp ? "up" : "degraded");
        body.put("kafka", word(kafkaUp));
        body.put("postgresql", word(databaseUp));
        body.put("redis", word(redisUp));
        return ResponseEntity.status(up ? 200 : 503).cacheControl(CacheControl.noStore()).body(body);
    }

    private String ping() {
        try (var connection = redis.getConnection()) {
            return String.valueOf(connection.ping());
        }
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private static boolean answers(String part, Callable<?> question) {
        try {
            question.call();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            LOG.debug("{} does not answer", part, e);
            return false;
        }
    }
}
