package io.tillstream.api.outcome.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.tillstream.api.outcome.Lookup;
import io.tillstream.api.outcome.Outcome;
import io.tillstream.api.outcome.Outcomes;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.schemas.Topics;

/// Reads what the lanes have written.
@Component
public class OutcomeStore {

    private final JdbcClient sql;

    OutcomeStore(JdbcClient sql) {
        this.sql = sql;
    }

    private record Row(@Nullable Long next, Optional<Outcome> outcome) {}

    /// One statement, so one snapshot: a lane that has passed the command shows its outcome too.
    public Lookup find(StatusId id) {
        var row = sql.sql("""
                select (select next_offsets[array_position(topics, :topic)] from lane where lane = :lane) as next,
                       o.body_hash, o.status, o.code, o.detail, o.data, o.order_id
                  from (values (1)) as always
                  left join lateral (select * from command_outcome
                                      where command_id = :command
                                      order by day desc limit 1) o on true
                """)
                .param("topic", Topics.CART_COMMANDS.name())
                .param("lane", "carts-" + id.partition())
                .param("command", id.command())
                .query(OutcomeStore::row).single();
        return Lookup.of(id, row.next(), row.outcome());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var next = row.getObject("next", Long.class);
        var hash = row.getString("body_hash");
        if (hash == null) {
            return new Row(next, Optional.empty());
        }
        return new Row(next, Optional.of(new Outcome(hash, Outcomes.status(row.getString("status")),
                row.getString("code"), row.getString("detail"), Outcomes.data(row.getString("data")),
                row.getString("order_id"), false)));
    }
}
