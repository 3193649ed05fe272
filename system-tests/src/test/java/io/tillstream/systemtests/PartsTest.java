package io.tillstream.systemtests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The parts keep what the other tests take for granted, whichever backend they come from.
class PartsTest {

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void aCommitIsDurable(String setting) {
        var database = Parts.database();
        var jdbc = new JdbcTemplate(
                new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        assertThat(jdbc.queryForObject("show " + setting, String.class)).isEqualTo("on");
    }

    @ParameterizedTest
    @CsvSource({"add.partitions.to.txn.retry.backoff.ms,1",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms,1000", "auto.create.topics.enable,false",
            "log.retention.check.interval.ms,500"})
    void theBrokerIsSetUpForLanes(String property, String value) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Parts.kafka().bootstrapServers()))) {
            var node = new ConfigResource(ConfigResource.Type.BROKER, "1");
            var config = requireNonNull(admin.describeConfigs(List.of(node)).all().get().get(node));
            assertThat(config.get(property).value()).isEqualTo(value);
        }
    }

    @Test
    void theBrokerKeepsLateRequestsOutOfNewTransactions() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Parts.kafka().bootstrapServers()))) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            assertThat(requireNonNull(features.get("transaction.version")).maxVersionLevel()).isEqualTo((short) 2);
        }
    }
}
