package io.tillstream.checkout.lane.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.LaneKafka;
import io.tillstream.checkout.lane.LaneRow;
import io.tillstream.checkout.lane.LaneSettings;
import io.tillstream.checkout.lane.io.Intercepted.Interceptor;
import io.tillstream.checkout.lane.io.LedgerHandler.Entry;
import io.tillstream.systemtests.Parts;

/// A lane group with a database of its own, and the hands of a test on everything.
final class Rig implements AutoCloseable {

    static final Interceptor NOBODY = (_, real) -> real.call();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// One record of the events topic.
    record Event(String cart, long version, String id, int partition, long offset) {}

    /// One thread of lanes.
    record Member(LaneLoop loop, Thread thread, HikariDataSource database) implements AutoCloseable {

        /// Leaves the group.
        @Override
        public void close() {
            loop.stop();
            try {
                assertThat(thread.join(PATIENCE)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            database.close();
        }
    }

    final Scene scene;
    final int partitions;
    final Admin admin;
    final HikariDataSource database;
    final JdbcTemplate jdbc;
    final LaneStore store;
    private final Producer<byte[], byte[]> producer;
    private final List<Member> members = new ArrayList<>();

    private Rig(Scene scene, int partitions) {
        this.scene = scene;
        this.partitions = partitions;
        this.admin = Admin.create(Map.of("bootstrap.servers", scene.bootstrapServers()));
        this.database = scene.database();
        this.jdbc = new JdbcTemplate(database);
        this.store = new LaneStore(jdbc);
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", scene.bootstrapServers(), "max.request.size",
                8_000_000), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Rig open(int partitions) {
        return open(partitions, Map.of());
    }

    /// @param topicSettings of the lanes' topics
    static Rig open(int partitions, Map<String, String> topicSettings) {
        var name = "lanes" + UUID.randomUUID().toString().substring(0, 8);
        var rig = new Rig(
                new Scene(name, Parts.kafka().bootstrapServers(),
                        Parts.database().jdbcUrl() + "?currentSchema=" + name),
                partitions);
        Flyway.configure().dataSource(rig.database).schemas(name).load().migrate();
        rig.jdbc.execute(LedgerHandler.SCHEMA);
        rig.scene.group().topics().forEach(topic -> {
            rig.createTopic(topic, topicSettings);
            rig.createTopic(topic + ".dlt", Map.of("max.message.bytes", "2097152"));
        });
        rig.createTopic(rig.scene.events(), Map.of());
        return rig;
    }

    void createTopic(String name, Map<String, String> settings) {
        answer(() -> admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(settings))).all().get());
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> admin.describeTopics(List.of(name)).allTopicNames().get()
                        .containsKey(name));
    }

    Member start(String instance) {
        return start(instance, NOBODY, NOBODY);
    }

    Member start(String instance, Interceptor kafka, Interceptor postgres) {
        return start(instance, kafka, postgres, scene.settings());
    }

    Member start(String instance, Interceptor kafka, Interceptor postgres, LaneSettings settings) {
        var pool = scene.database();
        var source = Intercepted.database(pool, postgres);
        var clients = Intercepted.clients(
                LaneKafka.clients(scene.group(), scene.kafka(), scene.name() + "-" + instance, admin), kafka);
        var loop = new LaneLoop(scene.group(), settings, clients, source, scene.handler(new JdbcTemplate(source)),
                InstantSource.system());
        var member = new Member(loop, Thread.ofPlatform().daemon().name(instance).start(loop), pool);
        members.add(member);
        return member;
    }

    /// The n-th cart of a lane.
    String cart(int partition, int n) {
        return IntStream.iterate(0, i -> i + 1).mapToObj(i -> "cart" + i).filter(cart -> partition(cart) == partition)
                .skip(n).findFirst().orElseThrow();
    }

    int partition(String cart) {
        return Utils.toPositive(Utils.murmur2(cart.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    void add(String id, String cart) {
        send(new Entry(id, cart, "add", ""));
    }

    void add(String cart, IntStream ids) {
        ids.forEach(id -> add("r" + id, cart));
    }

    void send(Entry... entries) {
        for (var entry : entries) {
            send(scene.commands(), null, entry.cart(), entry);
        }
        producer.flush();
    }

    void send(String topic, @Nullable Integer partition,
            @Nullable String key, Entry entry) {
        send(topic, partition, key, entry.bytes());
    }

    @SuppressWarnings({"NullAway", "FutureReturnValueIgnored"}) // Kafka takes null keys; what does not arrive, the test will miss
    void send(String topic, @Nullable Integer partition,
            @Nullable String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value));
    }

    void flush() {
        producer.flush();
    }

    LaneRow row(int partition) {
        return store.lock(scene.group().lane(partition));
    }

    void awaitEffects(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects()).hasSize(count));
    }

    /// All is applied and published: the group has committed what the rows say.
    void awaitInStep() {
        await().atMost(PATIENCE).untilAsserted(this::assertInStep);
    }

    void assertInStep() {
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(committed(partition)).isEqualTo(row(partition).next()).isEqualTo(ends(partition));
        }
    }

    void awaitStopped(int partition, String why) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(partition).stopped()).isNotNull().contains(why));
    }

    void awaitRunning(int partition) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(partition).stopped()).isNull());
    }

    List<String> effects() {
        return jdbc.query("select id from effect", (rs, _) -> rs.getString("id"));
    }

    Map<String, Long> committed(int partition) {
        var all = answer(() -> admin.listConsumerGroupOffsets(scene.group().consumerGroup())
                .partitionsToOffsetAndMetadata().get());
        var mine = new TreeMap<String, Long>();
        all.forEach((each, offset) -> {
            if (each.partition() == partition && offset != null) {
                mine.put(each.topic(), offset.offset());
            }
        });
        return mine;
    }

    /// Next offsets of read_committed readers that have read everything.
    Map<String, Long> ends(int partition) {
        try (var reader = reader()) {
            var ends = new TreeMap<String, Long>();
            reader.endOffsets(
                    scene.group().topics().stream().map(topic -> new TopicPartition(topic, partition)).toList())
                    .forEach((each, end) -> ends.put(each.topic(), end));
            return ends;
        }
    }

    /// In the order of each partition.
    List<Event> events() {
        return read(scene.events()).stream().map(record -> {
            var parts = text(record).split("\\|", -1);
            return new Event(parts[0], Long.parseLong(parts[1]), parts[2], record.partition(), record.offset());
        }).toList();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(scene.group().topics().stream().map(topic -> topic + ".dlt").toArray(String[]::new));
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /// Each of these is in the ledger once and has one event, nothing else is or has, and each cart's events are in order without gap.
    void assertExactlyOnce(Collection<String> ids) {
        assertEachOnce("applied", effects(), ids);
        var events = events().stream().filter(event -> event.version() > 0).toList();
        assertEachOnce("published", events.stream().map(Event::id).toList(), ids);
        assertInOrder(events);
    }

    static void assertEachOnce(String what, Collection<String> found, Collection<String> wanted) {
        var missing = new HashSet<>(wanted);
        missing.removeAll(new HashSet<>(found));
        assertThat(missing).as("never " + what).isEmpty();
        var seen = new HashSet<String>();
        assertThat(found.stream().filter(id -> !seen.add(id))).as(what + " more than once").isEmpty();
        assertThat(seen).as(what).hasSameSizeAs(new HashSet<>(wanted));
    }

    static void assertInOrder(List<Event> events) {
        var last = new HashMap<String, Event>();
        for (var event : events) {
            var before = last.put(event.cart(), event);
            assertThat(event.version()).as("%s after %s", event, before)
                    .isEqualTo(before == null ? 1 : before.version() + 1);
        }
    }

    static List<String> ids(IntStream ids) {
        return ids.mapToObj(id -> "r" + id).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String... topics) {
        try (var reader = reader()) {
            var all = Stream.of(topics).flatMap(topic -> IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))).toList();
            reader.assign(all);
            reader.seekToBeginning(all);
            var ends = reader.endOffsets(all);
            var left = new HashSet<>(all);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (!left.isEmpty()) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
                left.removeIf(each -> reader.position(each) >= ends.getOrDefault(each, 0L));
            }
            return records;
        }
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", scene.bootstrapServers(), "isolation.level",
                "read_committed"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    interface Question<T> {

        T ask() throws InterruptedException, ExecutionException;
    }

    static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        members.forEach(Member::close);
        producer.close();
        admin.close();
        database.close();
    }
}
