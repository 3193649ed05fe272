package io.tillstream.checkout.cart.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartLine;
import io.tillstream.checkout.cart.SavedLine;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.pricing.Price;
import io.tillstream.checkout.shop.io.Json;

/// Carts and their lines, many at once.
public final class CartStore {

    private record Row(UUID cartId, CartLine line) {}

    private record Lines(List<CartLine> lines, List<SavedLine> saved) {

        static Lines none() {
            return new Lines(new ArrayList<>(), new ArrayList<>());
        }
    }

    private final JdbcTemplate jdbc;
    private final TermsStore terms;
    private final SavedStore saved;

    public CartStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.terms = new TermsStore(jdbc);
        this.saved = new SavedStore(jdbc);
    }

    /// Locks the carts, by id, until the transaction ends.
    public List<Cart> lock(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var wanted = ids.stream().map(UUID::toString).toArray(String[]::new);
        var lines = lines(wanted);
        return jdbc.query("""
                select c.cart_id, c.status, c.user_id, c.currency, c.version, c.email, c.order_id, c.shipping_method, c.shown_total,
                    c.wrong_codes, c.wrong_codes_since, c.expires_at, c.merged_into, d.code, a.name, a.lines, a.city, a.region, a.postcode, a.country
                from cart c left join cart_discount d using (cart_id) left join cart_address a using (cart_id)
                where c.cart_id = any(?::uuid[]) order by c.cart_id for no key update of c""",
                (rs, _) -> cart(rs, lines), (Object) wanted);
    }

    /// Nobody changes a line without its cart's lane, so they may be read before the cart is locked. The purge deletes them with the cart.
    private Map<UUID, Lines> lines(String[] ids) {
        var lines = new HashMap<UUID, Lines>();
        jdbc.query("""
                select cart_id, false as saved, position, line_id, sku, title, options, quantity, unit_price, price_origin, promotion_ends_at
                from cart_item where cart_id = any(?::uuid[])
                union all
                select cart_id, true, position, line_id, sku, title, options, quantity, unit_price, null, null
                from saved_for_later where cart_id = any(?::uuid[]) order by cart_id, saved, position""",
                rs -> {
                    add(rs, lines.computeIfAbsent(rs.getObject("cart_id", UUID.class), _ -> Lines.none()));
                }, ids, ids);
        return lines;
    }

    private static void add(ResultSet rs, Lines lines) throws SQLException {
        var options = Json.strings(rs.getString("options"));
        if (rs.getBoolean("saved")) {
            lines.saved().add(new SavedLine(rs.getString("line_id"), rs.getString("sku"), rs.getString("title"),
                    options, rs.getInt("quantity"), rs.getLong("unit_price")));
        } else {
            lines.lines().add(new CartLine(rs.getString("line_id"), rs.getString("sku"), rs.getString("title"),
                    options, rs.getInt("quantity"), price(rs)));
        }
    }

    private static Price price(ResultSet rs) throws SQLException {
        var endsAt = rs.getObject("promotion_ends_at", OffsetDateTime.class);
        return new Price(rs.getLong("unit_price"), Price.Origin.of(rs.getString("price_origin")),
                endsAt == null ? null : endsAt.toInstant());
    }

    private static Cart cart(ResultSet rs, Map<UUID, Lines> known) throws SQLException {
        var id = rs.getObject("cart_id", UUID.class);
        var lines = known.getOrDefault(id, Lines.none());
        var expires = rs.getObject("expires_at", OffsetDateTime.class);
        return new Cart(id, Cart.Status.valueOf(rs.getString("status")), rs.getString("user_id"),
                rs.getString("currency"), rs.getLong("version"), rs.getString("email"), lines.lines(),
                rs.getObject("order_id", UUID.class), TermsStore.terms(rs), lines.saved(),
                expires == null ? null : expires.toInstant(), rs.getObject("merged_into", UUID.class));
    }

    /// Without what was told of them.
    public void write(Collection<Cart> after, Map<UUID, Cart> before, Instant now) {
        write(after, before, Map.of(), now);
    }

    /// Writes carts as they are after the batch, and the lines that differ from before.
    ///
    /// @param told by the last event of each; of a cart without an event in the batch, what was told before still holds
    public void write(Collection<Cart> after, Map<UUID, Cart> before, Map<UUID, Summary> told, Instant now) {
        if (after.isEmpty()) {
            return;
        }
        var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        jdbc.update(
                """
                insert into cart (cart_id, status, user_id, currency, version, email, order_id, shipping_method, shown_total,
                    wrong_codes, wrong_codes_since, expires_at, merged_into, summary, created_at, updated_at)
                select c.*, ?, ?
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::bigint[],
                    ?::integer[], ?::timestamptz[], ?::timestamptz[], ?::uuid[], ?::jsonb[]) as c
                on conflict (cart_id) do update set status = excluded.status, version = excluded.version, email = excluded.email,
                    order_id = excluded.order_id, shipping_method = excluded.shipping_method, shown_total = excluded.shown_total,
                    wrong_codes = excluded.wrong_codes, wrong_codes_since = excluded.wrong_codes_since, expires_at = excluded.expires_at,
                    merged_into = excluded.merged_into, summary = coalesce(excluded.summary, cart.summary),
                    updated_at = excluded.updated_at""",
                at, at,
                after.stream().map(cart -> cart.id().toString()).toArray(String[]::new),
                after.stream().map(cart -> cart.status().name()).toArray(String[]::new),
                after.stream().map(Cart::userId).toArray(String[]::new),
                after.stream().map(Cart::currency).toArray(String[]::new),
                after.stream().mapToLong(Cart::version).toArray(),
                after.stream().map(Cart::email).toArray(String[]::new),
                texts(after, Cart::orderId),
                after.stream().map(cart -> cart.terms().shippingMethod()).toArray(String[]::new),
                after.stream().map(cart -> cart.terms().shownTotal()).toArray(Long[]::new),
                after.stream().mapToInt(cart -> cart.terms().guesses().wrong()).toArray(),
                texts(after, cart -> cart.terms().guesses().since()), texts(after, Cart::expiresAt),
                texts(after, Cart::mergedInto), texts(after, cart -> summary(cart, told.get(cart.id()))));
        removeLines(after, before);
        putLines(after, before);
        terms.write(after, before, now);
        saved.write(after, before, now);
    }

    private static @Nullable String summary(Cart cart, @Nullable Summary told) {
        return told == null ? null : ToldSummary.json(cart, told);
    }

    private static @Nullable String[] texts(Collection<Cart> carts, Function<Cart, @Nullable Object> column) {
        return carts.stream().map(cart -> Objects.toString(column.apply(cart), null)).toArray(String[]::new);
    }

    private void removeLines(Collection<Cart> after, Map<UUID, Cart> before) {
        var gone = new ArrayList<Row>();
        for (var cart : after) {
            var old = before.get(cart.id());
            if (old != null) {
                old.lines().stream().filter(line -> cart.line(line.id()).isEmpty())
                        .forEach(line -> gone.add(new Row(cart.id(), line)));
            }
        }
        if (!gone.isEmpty()) {
            jdbc.update("""
                    delete from cart_item using unnest(?::uuid[], ?::text[]) as gone(cart_id, line_id)
                    where cart_item.cart_id = gone.cart_id and cart_item.line_id = gone.line_id""",
                    gone.stream().map(row -> row.cartId().toString()).toArray(String[]::new),
                    gone.stream().map(row -> row.line().id()).toArray(String[]::new));
        }
    }

    private void putLines(Collection<Cart> after, Map<UUID, Cart> before) {
        var rows = new ArrayList<Row>();
        var positions = new ArrayList<Integer>();
        for (var cart : after) {
            var old = before.get(cart.id());
            for (int i = 0; i < cart.lines().size(); i++) {
                var line = cart.lines().get(i);
                if (old == null || i >= old.lines().size() || !old.lines().get(i).equals(line)) {
                    rows.add(new Row(cart.id(), line));
                    positions.add(i);
                }
            }
        }
        if (!rows.isEmpty()) {
            jdbc.update(
                    """
                    insert into cart_item (cart_id, line_id, position, sku, title, options, quantity, unit_price, price_origin, promotion_ends_at)
                    select * from unnest(?::uuid[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::jsonb[], ?::integer[], ?::bigint[], ?::text[],
                        ?::timestamptz[])
                    on conflict (cart_id, line_id) do update set position = excluded.position, title = excluded.title, quantity = excluded.quantity,
                        unit_price = excluded.unit_price, price_origin = excluded.price_origin, promotion_ends_at = excluded.promotion_ends_at""",
                    rows.stream().map(row -> row.cartId().toString()).toArray(String[]::new),
                    rows.stream().map(row -> row.line().id()).toArray(String[]::new),
                    positions.stream().mapToInt(i -> i).toArray(),
                    rows.stream().map(row -> row.line().sku()).toArray(String[]::new),
                    rows.stream().map(row -> row.line().title()).toArray(String[]::new),
                    rows.stream().map(row -> Json.write(row.line().options())).toArray(String[]::new),
                    rows.stream().mapToInt(row -> row.line().quantity()).toArray(),
                    rows.stream().mapToLong(row -> row.line().unitPrice()).toArray(),
                    rows.stream().map(row -> row.line().price().origin().text()).toArray(String[]::new),
                    rows.stream().map(row -> Objects.toString(row.line().price().endsAt(), null))
                            .toArray(String[]::new));
        }
    }
}
