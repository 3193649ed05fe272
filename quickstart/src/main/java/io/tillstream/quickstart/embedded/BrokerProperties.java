package io.tillstream.quickstart.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The settings of the one broker.
final class BrokerProperties {

    private static final Map<String, String> ALWAYS = Map.ofEntries(Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(KafkaStorage.NODE_ID)),
            Map.entry("controller.listener.names", KafkaStorage.CONTROLLER),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"), Map.entry("default.replication.factor", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"), Map.entry("group.min.session.timeout.ms", "1000"));

    /// One replica of everything, and few partitions: this machine has one disk.
    private static final Map<String, String> INTERNAL_TOPICS = Map.of("offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "8", "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1", "transaction.state.log.num.partitions", "8",
            "share.coordinator.state.topic.replication.factor", "1", "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1");

    /// What Tillstream asks of every broker: back-to-back transactions and fast aborts after a crash.
    private static final Map<String, String> TRANSACTIONS = Map.of("add.partitions.to.txn.retry.backoff.ms", "1",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

    /// Small; quick to stop, as a controlled shutdown waits for the next heartbeat; and quick to start after a crash, as the controller waits for
    /// the end of the session that the broker had before.
    private static final Map<String, String> MODEST = Map.of("log.cleaner.dedupe.buffer.size", "4194304",
            "log.index.size.max.bytes", "2097152", "num.network.threads", "2", "num.io.threads", "4",
            "background.threads", "2", "broker.heartbeat.interval.ms", "300", "broker.session.timeout.ms", "3000");

    private BrokerProperties() {}

    static Map<String, String> of(Path logs, int listener, int controller) {
        var all = new HashMap<String, String>(ALWAYS);
        all.putAll(INTERNAL_TOPICS);
        all.putAll(TRANSACTIONS);
        all.putAll(MODEST);
        all.put("log.dirs", logs.toString());
        all.put("controller.quorum.voters", KafkaStorage.NODE_ID + "@127.0.0.1:" + controller);
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + listener + ",CONTROLLER://127.0.0.1:" + controller);
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + listener);
        return all;
    }
}
