package io.tillstream.checkout.lane.io;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LaneHandler;

/// The threads of one lane group in this process.
public final class Lanes implements SmartLifecycle {

    private final LaneGroup group;
    private final LaneSettings settings;
    private final Map<String, Object> kafka;
    private final String instance;
    private final DataSource database;
    private final LaneHandler handler;
    private final List<LaneLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /// @param kafka    client settings such as bootstrap.servers
    /// @param instance name of this process, stable over restarts and never shared: transactional ids begin with it
    public Lanes(LaneGroup group, LaneSettings settings, Map<String, Object> kafka, String instance,
            DataSource database, LaneHandler handler) {
        this.group = group;
        this.settings = settings;
        this.kafka = kafka;
        this.instance = instance;
        this.database = database;
        this.handler = handler;
    }

    @Override
    public void start() {
        var admin = Admin.create(kafka);
        var topics = new LaneTopics(admin, group);
        topics.check();
        var store = new LaneStore(new JdbcTemplate(database));
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        for (int i = 0; i < settings.threads(); i++) {
            var name = instance + "-" + group.name() + "-" + i;
            var publisher = new LanePublisher(() -> new KafkaProducer<>(producerSettings(name)));
            publisher.open();
            var loop = new LaneLoop(group, settings,
                    new LaneParts(new KafkaConsumer<>(consumerSettings(name)), publisher, topics, store, transactions,
                            handler, InstantSource.system()));
            loops.add(loop);
            threads.add(Thread.ofPlatform().name("lanes-" + name).start(loop));
        }
    }

    @Override
    public void stop() {
        loops.forEach(LaneLoop::stop);
        for (var thread : threads) {
            try {
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// False as soon as one thread has died: a process with fewer threads than it should have is not healthy.
    @Override
    public boolean isRunning() {
        return !threads.isEmpty() && threads.stream().allMatch(Thread::isAlive);
    }

    private Properties consumerSettings(String name) {
        var consumer = new Properties();
        consumer.putAll(kafka);
        consumer.putAll(Map.of("group.id", group.consumerGroup(), "client.id", name, "group.protocol", "classic",
                "partition.assignment.strategy", RangeAssignor.class.getName(), "isolation.level", "read_committed",
                "auto.offset.reset", "none",
                "enable.auto.commit", "false", "max.poll.records", group.maxRecords(), "session.timeout.ms", 10_000,
                "heartbeat.interval.ms", 3_000));
        consumer.put("key.deserializer", ByteArrayDeserializer.class);
        consumer.put("value.deserializer", ByteArrayDeserializer.class);
        consumer.put("fetch.min.bytes", 1);
        return consumer;
    }

    private Properties producerSettings(String name) {
        var producer = new Properties();
        producer.putAll(kafka);
        producer.putAll(Map.of("transactional.id", name, "client.id", name, "acks", "all", "enable.idempotence", "true",
                "compression.type", "lz4",
                "transaction.timeout.ms", 10_000, "delivery.timeout.ms", 8_000, "request.timeout.ms", 5_000,
                "max.block.ms", 5_000, "linger.ms", 0));
        producer.put("key.serializer", ByteArraySerializer.class);
        producer.put("value.serializer", ByteArraySerializer.class);
        return producer;
    }
}
