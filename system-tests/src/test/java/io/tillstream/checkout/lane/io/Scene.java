package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LaneSettings;

/// Where lanes of a test run, in this process or in another: a lane group with topics of its own.
///
/// @param name unique: names the group, its topics and transactional ids
record Scene(String name, String bootstrapServers, String jdbcUrl) {

    private static final Map<String, Object> QUICK = Map.of("session.timeout.ms", 2_000, "heartbeat.interval.ms", 300,
            "transaction.timeout.ms", 3_000, "delivery.timeout.ms", 2_500, "request.timeout.ms", 2_000,
            "metadata.max.age.ms", 5_000, "max.poll.interval.ms", 6_000, "max.block.ms", 3_000);

    LaneGroup group() {
        return new LaneGroup(name, List.of(internal(), name + ".results", commands(), name + ".due"), 50);
    }

    String commands() {
        return name + ".commands";
    }

    String internal() {
        return name + ".internal";
    }

    String events() {
        return name + ".events";
    }

    LaneSettings settings() {
        return new LaneSettings(1, Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofMillis(500),
                Duration.ofMillis(100), Duration.ofMillis(300), 1_000);
    }

    Map<String, Object> kafka() {
        var settings = new HashMap<>(QUICK);
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }

    LedgerHandler handler(JdbcTemplate jdbc) {
        return new LedgerHandler(jdbc, events(), internal());
    }

    HikariDataSource database() {
        var pool = new HikariConfig();
        pool.setJdbcUrl(jdbcUrl);
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(5);
        pool.setMinimumIdle(0);
        pool.addDataSourceProperty("socketTimeout", "10");
        pool.setConnectionInitSql(
                "set lock_timeout = '3s'; set idle_in_transaction_session_timeout = '3s'; set transaction_timeout = '3s'");
        return new HikariDataSource(pool);
    }
}
