package io.tillstream.quickstart.lane;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.tillstream.checkout.lane.io.LaneStore;
import io.tillstream.quickstart.Database;

/// The processor's table `lane`.
final class LaneTable implements AutoCloseable {

    private final Connection connection;

    private LaneTable(Connection connection) {
        this.connection = connection;
    }

    /// @param stopped why nothing runs on the lane; null: it runs
    /// @param trust   what a person has decided, not yet taken up by the lane's owner; null: nothing
    record Lane(String name, @Nullable String stopped, @Nullable String trust) {}

    /// @param url may name user and password as JDBC addresses do
    static LaneTable open(String url) {
        return new LaneTable(Database.open(url));
    }

    List<Lane> all() throws SQLException {
        var lanes = new ArrayList<Lane>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select lane, stopped, resume_from from lane order by lane")) {
            while (rows.next()) {
                lanes.add(new Lane(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return lanes;
    }

    /// @return false if there is no such lane, or it has not stopped
    boolean resume(String lane, String trust) {
        return new LaneStore(new JdbcTemplate(new SingleConnectionDataSource(connection, true))).resume(lane, trust);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
