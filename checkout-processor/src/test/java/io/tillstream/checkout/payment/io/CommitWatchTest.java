package io.tillstream.checkout.payment.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;

class CommitWatchTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final CommitWatch watch = watch();

    private CommitWatch watch() {
        var log = new LoggerContext().getLogger("watched");
        said.start();
        log.addAppender(said);
        return new CommitWatch(log, nanos::get);
    }

    private void failsFor(Duration time) {
        watch.failed(new IllegalStateException("no leader"));
        nanos.addAndGet(time.toNanos());
        watch.failed(new IllegalStateException("no leader"));
    }

    private long alarms() {
        return said.list.stream().filter(event -> event.getLevel() == Level.ERROR)
                .filter(event -> event.getFormattedMessage().startsWith("ALARM ")).count();
    }

    @Test
    void raisesOneAlarmHoweverLongCommitsFail() {
        failsFor(CommitWatch.PATIENCE);
        assertThat(alarms()).isZero();
        failsFor(Duration.ofMillis(1));
        assertThat(alarms()).isEqualTo(1);
        failsFor(Duration.ofHours(1));
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void beginsAnewOnceACommitIsWritten() {
        failsFor(CommitWatch.PATIENCE);
        watch.works();
        failsFor(CommitWatch.PATIENCE);
        assertThat(alarms()).isZero();
        failsFor(CommitWatch.PATIENCE);
        watch.works();
        failsFor(CommitWatch.PATIENCE.plusMillis(1));
        assertThat(alarms()).isEqualTo(2);
    }
}
