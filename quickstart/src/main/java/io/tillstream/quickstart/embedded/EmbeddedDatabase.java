package io.tillstream.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/// PostgreSQL with everything that makes a commit durable turned on.
public final class EmbeddedDatabase implements AutoCloseable {

    /// The database that [#jdbcUrl()] names.
    public static final String NAME = "tillstream";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Watchdog watchdog;

    private EmbeddedDatabase(EmbeddedPostgres postgres, Watchdog watchdog) {
        this.postgres = postgres;
        this.watchdog = watchdog;
    }

    /// Returns when the database takes connections. A server that an earlier run left on the directory is stopped first.
    ///
    /// @param directory PostgreSQL's data directory; initialised when empty
    /// @param port 0 for any free one; need not be the same at the next start
    public static EmbeddedDatabase start(Path directory, int port) {
        Path data = Directories.create(directory);
        try {
            Postmaster.stopLeftover(data);
            Watchdog watchdog = Watchdog.start("INT", "QUIT");
            EmbeddedPostgres postgres = settings(data, Ports.orFree(port)).start();
            var database = new EmbeddedDatabase(postgres, watchdog);
            watchdog.guard(Postmaster.pid(data));
            database.createDatabase(NAME);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on " + data, e);
        }
    }

    private static EmbeddedPostgres.Builder settings(Path data, int port) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(Directories.programs().resolve("postgresql").toFile())
                .setPort(port).setPGStartupWait(PATIENCE).setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on").setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_connections", "100");
    }

    public String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    public int port() {
        return postgres.getPort();
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    /// Creates a database unless it exists.
    ///
    /// @param name a plain identifier, as it becomes part of the statement
    public void createDatabase(String name) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (var found = statement
                    .executeQuery("select 1 from pg_database where datname = " + statement.enquoteLiteral(name))) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + statement.enquoteIdentifier(name, true));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + name, e);
        }
    }

    /// A fast shutdown: open transactions are rolled back, connections closed.
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        } finally {
            watchdog.close();
        }
    }
}
