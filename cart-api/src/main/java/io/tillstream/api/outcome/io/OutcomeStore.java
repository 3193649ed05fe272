package io.tillstream.api.outcome.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

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

    private record Row(@Nullable Long next, Optional<Outcome> outcome, Optional<Outcome> last,
            boolean late) {}

    /// One statement, so one snapshot: a lane that has passed the command shows its outcome too.
    public Lookup find(StatusId id) {
        var row = sql.sql("""
                select (select next_offsets[array_position(topics, :topic)] from lane where lane = :lane) as next,
                       o.at < now() - interval '1 minute' as late, o.body_hash, o.status, o.code, o.detail, o.data, o.order_id, o.subject, o.continued_by,
                       l.body_hash as last_body_hash, l.status as last_status, l.code as last_code,
                       l.detail as last_detail, l.data as last_data, l.order_id as last_order_id,
                       l.subject as last_subject, l.continued_by as last_continued_by
                  from (values (1)) as always
                  left join lateral (select * from command_outcome
                                      where command_id = :command
                                      order by day desc limit 1) o on true
                  left join lateral (select * from command_outcome
                                      where command_id = o.continued_by
                                      order by day desc limit 1) l on true
                """)
                .param("topic", Topics.CART_COMMANDS.name())
                .param("lane", "carts-" + id.partition())
                .param("command", id.command())
                .query(OutcomeStore::row).single();
        return Lookup.of(id, row.next(), row.outcome(), row.last(), row.late());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getObject("next", Long.class), outcome(row, ""), outcome(row, "last_"),
                row.getBoolean("late"));
    }

    private static Optional<Outcome> outcome(ResultSet row, String of) throws SQLException {
        var hash = row.getString(of + "body_hash");
        return hash == null
                ? Optional.empty()
                : Optional.of(new Outcome(hash, Outcomes.status(row.getString(of + "status")),
                        row.getString(of + "code"), row.getString(of + "detail"),
                        Outcomes.data(row.getString(of + "data")), row.getString(of + "order_id"), false,
                        row.getString(of + "subject"), row.getObject(of + "continued_by", UUID.class)));
    }
}
