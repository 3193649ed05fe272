package io.tillstream.api.view.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// A cart from Redis is shown at once, whatever is the matter with PostgreSQL.
class OfferCacheTest {

    private static final List<String> SKUS = List.of("MUG");

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch asking = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource source = () -> now;
    private final OfferCache offers = new OfferCache(JdbcClient.create(new Down()), source.withZone(ZoneOffset.UTC));

    @Test
    void nobodyAsksForAWhileAfterAFailure() {
        for (int i = 0; i < 10; i++) {
            assertThat(offers.find(SKUS)).isEmpty();
        }
        assertThat(asked.get()).isEqualTo(1);
        now = now.plusSeconds(6);
        assertThat(offers.find(SKUS)).isEmpty();
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void nobodyWaitsWithThoseWhoHaveWaitedForLong() throws InterruptedException {
        hangs = true;
        var first = Thread.ofVirtual().start(() -> assertThat(offers.find(SKUS)).isEmpty());
        assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();
        now = now.plus(Duration.ofSeconds(1));

        assertThat(offers.find(SKUS)).isEmpty();
        assertThat(first.isAlive()).as("it still waits").isTrue();
        assertThat(asked.get()).isEqualTo(1);
        over.countDown();
        first.join();
    }

    private final class Down extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            asking.countDown();
            if (hangs) {
                await();
            }
            throw new SQLTransientConnectionException("down");
        }

        private void await() {
            try {
                assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
