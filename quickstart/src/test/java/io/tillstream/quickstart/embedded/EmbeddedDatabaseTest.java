package io.tillstream.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void keepsItsRowsOverARestart() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            run(database, "create table note (text text)");
            run(database, "insert into note values ('kept')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(query(database, "select text from note")).isEqualTo("kept");
        }
    }

    @Test
    void isPostgres18WithEverythingOnThatMakesACommitDurable() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(query(database, "show server_version")).startsWith("18.");
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show full_page_writes")).isEqualTo("on");
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void createsADatabaseOnce() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            database.createDatabase("second");
            database.createDatabase("second");
            assertThat(query(database, "select count(*) from pg_database where datname = 'second'")).isEqualTo("1");
        }
    }

    @Test
    void stopsTheServerThatAnEarlierRunLeftBehind() throws Exception {
        EmbeddedDatabase leftover = EmbeddedDatabase.start(directory, 0);
        ProcessHandle server = ProcessHandle.of(Postmaster.pid(directory.toRealPath())).orElseThrow();
        Postmaster.stopLeftover(directory.toRealPath());
        assertThat(server.isAlive()).isFalse();
        leftover.close();
    }

    static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
