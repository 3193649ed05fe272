package io.tillstream.api.checkout.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.tillstream.api.checkout.CheckoutState;
import io.tillstream.api.checkout.CheckoutState.Pending;
import io.tillstream.api.checkout.CheckoutState.Placed;
import io.tillstream.api.checkout.CheckoutState.Refused;
import io.tillstream.api.checkout.OrderView;
import io.tillstream.api.outcome.Lookup;
import io.tillstream.api.outcome.Outcome;
import io.tillstream.api.outcome.OutcomeAnswer;
import io.tillstream.api.outcome.io.OutcomeStore;
import io.tillstream.api.publishing.StatusId;

/// The state of a checkout, from the tables.
@Component
class CheckoutStore {

    private static final TypeReference<List<OrderView.Line>> LINES = new TypeReference<>() {
    };

    private final OutcomeStore outcomes;
    private final JdbcClient sql;
    private final JsonMapper json;

    CheckoutStore(OutcomeStore outcomes, JdbcClient sql, JsonMapper json) {
        this.outcomes = outcomes;
        this.sql = sql;
        this.json = json;
    }

    /// The outcome first: an order that has come of it is visible from then on.
    CheckoutState state(StatusId id) {
        return switch (outcomes.find(id)) {
            case Lookup.Pending() -> new Pending();
            case Lookup.Reused() -> new Refused(Lookup.reused());
            case Lookup.Decided(var outcome) -> decided(id, outcome);
            case Lookup.Expired() -> order(id).<CheckoutState>map(Placed::new)
                    .orElseGet(() -> new Refused(Lookup.expired()));
        };
    }

    private CheckoutState decided(StatusId id, Outcome outcome) {
        if (outcome.status() != Outcome.Status.ACCEPTED) {
            return new Refused(OutcomeAnswer.problem(outcome));
        }
        return new Placed(order(id).orElseThrow(
                () -> new IllegalStateException("no order of the accepted checkout " + id.command())));
    }

    private Optional<OrderView> order(StatusId id) {
        return sql.sql("""
                select o.order_id, o.cart_id, o.status, o.version, o.reason, o.currency,
                       o.subtotal, o.discount, o.shipping, o.tax, o.total, o.placed_at,
                       p.status as payment_status, p.client_secret, p.decline_code, p.decline_message,
                       (select coalesce(json_agg(json_build_object('line_id', line_id, 'sku', sku, 'title', title,
                               'options', options, 'quantity', quantity, 'unit_price', unit_price)
                               order by position), '[]')
                          from order_item i where i.order_id = o.order_id) as lines
                  from orders o
                  left join payment p on p.order_id = o.order_id
                 where o.cart_id = :cart and o.command_id = :command
                """).param("cart", id.cart()).param("command", id.command()).query(this::view).optional();
    }

    private OrderView view(ResultSet row, int number) throws SQLException {
        var totals = new OrderView.Totals(row.getLong("subtotal"), row.getLong("discount"), row.getLong("shipping"),
                row.getLong("tax"), row.getLong("total"));
        return new OrderView(row.getObject("order_id", UUID.class), row.getObject("cart_id", UUID.class),
                row.getString("status"), row.getLong("version"), row.getString("reason"), row.getString("currency"),
                totals, json.readValue(row.getString("lines"), LINES), payment(row),
                row.getObject("placed_at", OffsetDateTime.class).toInstant());
    }

    private static OrderView.@Nullable Payment payment(ResultSet row) throws SQLException {
        var status = row.getString("payment_status");
        if (status == null) {
            return null;
        }
        var secret = "REQUIRES_ACTION".equals(status) ? row.getString("client_secret") : null;
        return new OrderView.Payment(status, secret, row.getString("decline_code"), row.getString("decline_message"));
    }
}
