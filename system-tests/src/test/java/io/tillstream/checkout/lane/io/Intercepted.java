package io.tillstream.checkout.lane.io;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.lane.LaneClients;

/// Real clients with somebody in between.
final class Intercepted {

    /// Sees every call of a client; has to make the real one, or not.
    interface Interceptor {

        @Nullable
        Object call(String method, Callable<@Nullable Object> real) throws Exception;
    }

    private Intercepted() {}

    static LaneClients clients(LaneClients clients, Interceptor interceptor) {
        return new LaneClients(consumer(clients.consumer(), interceptor),
                () -> producer(clients.producers().get(), interceptor), clients.admin());
    }

    @SuppressWarnings("unchecked") // the proxy passes everything on
    private static Consumer<byte[], byte[]> consumer(Consumer<byte[], byte[]> real, Interceptor interceptor) {
        return (Consumer<byte[], byte[]>) proxy(Consumer.class, real, interceptor);
    }

    @SuppressWarnings("unchecked") // the proxy passes everything on
    private static Producer<byte[], byte[]> producer(Producer<byte[], byte[]> real, Interceptor interceptor) {
        return (Producer<byte[], byte[]>) proxy(Producer.class, real, interceptor);
    }

    static DataSource database(DataSource real, Interceptor interceptor) {
        return proxy(DataSource.class, real, (method, call) -> {
            var result = call.call();
            return result instanceof Connection connection ? connection(connection, interceptor) : result;
        });
    }

    /// A connection that is lost takes its transaction with it: without the rollback, whoever returns it to the pool would commit.
    private static Connection connection(Connection real, Interceptor interceptor) {
        return proxy(Connection.class, real, (method, call) -> {
            try {
                return interceptor.call(method, call);
            } catch (SQLException e) {
                if (method.equals("commit")) {
                    real.rollback();
                }
                throw e;
            }
        });
    }

    private static <T> T proxy(Class<T> type, T real, Interceptor interceptor) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, arguments) -> interceptor.call(method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                })));
    }
}
