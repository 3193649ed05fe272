package io.tillstream.quickstart;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The processor's tables, for commands that look at them.
public final class Database {

    private Database() {}

    /// @param url may name user and password as JDBC addresses do
    /// @throws Failure if PostgreSQL does not answer there
    public static Connection open(String url) {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new Failure("PostgreSQL at " + url
                    + " does not answer; start it with ./tillstream dev, or name another with --database", e);
        }
    }
}
