package io.tillstream.checkout.cart.io;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.SavedLine;
import io.tillstream.checkout.shop.io.Json;

/// What carts keep for later. Where none of it has changed, no statement runs.
final class SavedStore {

    private record Row(UUID cartId, int position, SavedLine line) {}

    private final JdbcTemplate jdbc;

    SavedStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(Collection<Cart> after, Map<UUID, Cart> before, Instant now) {
        var gone = new ArrayList<Row>();
        var changed = new ArrayList<Row>();
        for (var cart : after) {
            var known = before.get(cart.id());
            var old = known == null ? List.<SavedLine>of() : known.saved();
            old.stream().filter(line -> cart.savedLine(line.id()).isEmpty())
                    .forEach(line -> gone.add(new Row(cart.id(), 0, line)));
            for (int i = 0; i < cart.saved().size(); i++) {
                var line = cart.saved().get(i);
                if (i >= old.size() || !old.get(i).equals(line)) {
                    changed.add(new Row(cart.id(), i, line));
                }
            }
        }
        remove(gone);
        put(changed, now);
    }

    private void remove(List<Row> gone) {
        if (!gone.isEmpty()) {
            jdbc.update("""
                    delete from saved_for_later s using unnest(?::uuid[], ?::text[]) as gone(cart_id, line_id)
                    where s.cart_id = gone.cart_id and s.line_id = gone.line_id""",
                    gone.stream().map(row -> row.cartId().toString()).toArray(String[]::new),
                    gone.stream().map(row -> row.line().id()).toArray(String[]::new));
        }
    }

    private void put(List<Row> rows, Instant now) {
        if (!rows.isEmpty()) {
            jdbc.update(
                    """
                    insert into saved_for_later (cart_id, line_id, position, sku, title, options, quantity, unit_price, saved_at)
                    select s.*, ? from unnest(?::uuid[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::jsonb[], ?::integer[], ?::bigint[]) as s
                    on conflict (cart_id, line_id) do update set position = excluded.position, title = excluded.title,
                        quantity = excluded.quantity, unit_price = excluded.unit_price,
                        saved_at = case when saved_for_later.quantity = excluded.quantity then saved_for_later.saved_at else excluded.saved_at end""",
                    OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                    rows.stream().map(row -> row.cartId().toString()).toArray(String[]::new),
                    rows.stream().map(row -> row.line().id()).toArray(String[]::new),
                    rows.stream().mapToInt(Row::position).toArray(),
                    rows.stream().map(row -> row.line().sku()).toArray(String[]::new),
                    rows.stream().map(row -> row.line().title()).toArray(String[]::new),
                    rows.stream().map(row -> Json.write(row.line().options())).toArray(String[]::new),
                    rows.stream().mapToInt(row -> row.line().quantity()).toArray(),
                    rows.stream().mapToLong(row -> row.line().unitPrice()).toArray());
        }
    }
}
