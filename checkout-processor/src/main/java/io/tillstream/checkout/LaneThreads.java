package io.tillstream.checkout;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.lane.LaneSettings;
import io.tillstream.checkout.lane.io.LaneLoop;

/// The threads of one lane group in this process.
public final class LaneThreads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LaneThreads.class);

    private final LaneGroup group;
    private final LaneSettings settings;
    private final Map<String, Object> kafka;
    private final String instance;
    private final DataSource database;
    private final LaneHandler handler;
    private final Map<LaneLoop, Thread> threads = new ConcurrentHashMap<>();
    private @Nullable Admin admin;
    private volatile boolean stopping;

    /// @param kafka    client settings such as bootstrap.servers; they win over those that lanes choose
    /// @param instance name of this process, stable over restarts and never shared: transactional ids begin with it
    public LaneThreads(LaneGroup group, LaneSettings settings, Map<String, Object> kafka, String instance,
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
        stopping = false;
        var admin = Admin.create(kafka);
        this.admin = admin;
        LaneKafka.check(admin, group);
        var loops = new ArrayList<LaneLoop>();
        for (int i = 0; i < settings.threads(); i++) {
            loops.add(new LaneLoop(group, settings, LaneKafka.clients(group, kafka, name(i), admin), database, handler,
                    InstantSource.system()));
        }
        loops.forEach(loop -> threads.put(loop,
                Thread.ofPlatform().uncaughtExceptionHandler(this::died).name("lanes-" + name(threads.size()))
                        .start(loop)));
    }

    @Override
    public void stop() {
        stopping = true;
        threads.keySet().forEach(LaneLoop::stop);
        for (var thread : threads.values()) {
            try {
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /// Partitions whose lanes run in this process, with the next offset of each of their topics.
    public Map<Integer, Map<String, Long>> standing() {
        var all = new HashMap<Integer, Map<String, Long>>();
        threads.keySet().forEach(loop -> all.putAll(loop.standing()));
        return all;
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /// Such as no memory. A process with fewer threads than it should have would hold its lanes and do nothing for them: better none.
    private void died(Thread thread, Throwable error) {
        if (stopping) {
            log.warn("{} did not end in peace: {}", thread.getName(), error.toString());
            return;
        }
        log.error("ALARM {} died, and so does this process, for others to take over", thread.getName(), error);
        Runtime.getRuntime().halt(70);
    }

    private String name(int thread) {
        return instance + "-" + group.name() + "-" + thread;
    }
}
