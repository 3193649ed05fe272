package io.tillstream.checkout.lane.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.LaneKafka;
import io.tillstream.checkout.lane.io.Fault.Point;

/// A process of lanes to which faults happen. Orders come by standard input, a line each: a [Fault], `calm` (forget the fault that has not
/// happened), `leave`. The end of the input ends it. It says `fired` and the fault, when one happens.
public final class LaneWorker {

    private static final Duration LONGER_THAN_A_TRANSACTION_MAY_TAKE = Duration.ofMillis(4_500);

    private final Scene scene;
    private final String instance;
    private final AtomicReference<@Nullable Fault> planned = new AtomicReference<>();

    private LaneWorker(Scene scene, String instance) {
        this.scene = scene;
        this.instance = instance;
    }

    /// @param arguments name, bootstrap servers and JDBC URL of the scene; instance; threads
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new LaneWorker(new Scene(arguments[0], arguments[1], arguments[2]), arguments[3])
                .run(Integer.parseInt(arguments[4]));
        System.exit(0);
    }

    private void run(int threads) throws IOException, InterruptedException {
        var loops = new ArrayList<LaneLoop>();
        var running = new ArrayList<Thread>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", scene.bootstrapServers()));
                var pool = scene.database()) {
            for (int i = 0; i < threads; i++) {
                var name = scene.name() + "-" + instance + "-" + i;
                var clients = LaneKafka.clients(scene.group(), scene.kafka(), name, admin);
                Runnable twin = () -> {
                    try (var other = clients.producers().get()) {
                        other.initTransactions();
                    }
                };
                var database = Intercepted.database(pool, (method, real) -> postgres(method, real, twin));
                loops.add(new LaneLoop(scene.group(), scene.settings(),
                        Intercepted.clients(clients, (method, real) -> kafka(method, real, twin)), database,
                        scene.handler(new JdbcTemplate(database)), InstantSource.system()));
            }
            loops.forEach(loop -> running.add(Thread.ofPlatform().start(loop)));
            System.out.println("running");
            obey();
            loops.forEach(LaneLoop::stop);
            for (var thread : running) {
                thread.join();
            }
        }
    }

    private void obey() throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); !"leave".equals(order); order = orders.readLine()) {
            if (order == null) {
                Runtime.getRuntime().halt(3);
            } else {
                planned.set(order.equals("calm") ? null : Fault.parse(order));
            }
        }
    }

    private @Nullable Object postgres(String method, Callable<@Nullable Object> real, Runnable twin) throws Exception {
        if (!method.equals("commit")) {
            return real.call();
        }
        happen(Point.BEFORE_POSTGRES_COMMIT, twin);
        real.call();
        happen(Point.AFTER_POSTGRES_COMMIT, twin);
        return null;
    }

    private @Nullable Object kafka(String method, Callable<@Nullable Object> real, Runnable twin) throws Exception {
        switch (method) {
            case "beginTransaction" -> happen(Point.BEFORE_BEGIN, twin);
            case "sendOffsetsToTransaction" -> happen(Point.AFTER_SEND, twin);
            case "commitTransaction" -> happen(Point.AFTER_OFFSETS, twin);
            default -> {
            }
        }
        var result = real.call();
        if (method.equals("commitTransaction")) {
            happen(Point.AFTER_KAFKA_COMMIT, twin);
        }
        return result;
    }

    private void happen(Point point, Runnable twin) throws Exception {
        var fault = planned.get();
        if (fault == null || fault.point() != point || !planned.compareAndSet(fault, null)) {
            return;
        }
        System.out.println("fired " + fault);
        System.out.flush();
        switch (fault.kind()) {
            case CRASH -> Runtime.getRuntime().halt(1);
            case FREEZE -> new ProcessBuilder(List.of("kill", "-STOP", Long.toString(ProcessHandle.current().pid())))
                    .start().waitFor();
            case EXCEPTION -> {
                switch (point) {
                    case BEFORE_POSTGRES_COMMIT, AFTER_POSTGRES_COMMIT ->
                        throw new SQLException("connection lost", "08006");
                    case BEFORE_BEGIN, AFTER_SEND, AFTER_OFFSETS, AFTER_KAFKA_COMMIT ->
                        throw new TimeoutException("no answer");
                }
            }
            case HOLD -> Thread.sleep(LONGER_THAN_A_TRANSACTION_MAY_TAKE);
            case TWIN -> twin.run();
        }
    }
}
