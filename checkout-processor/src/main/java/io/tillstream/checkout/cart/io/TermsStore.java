package io.tillstream.checkout.cart.io;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.Address;
import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartTerms;
import io.tillstream.checkout.discount.CodeGuesses;

/// Codes and addresses of carts. Where none has changed, no statement runs.
final class TermsStore {

    private record Addressed(UUID cartId, Address address) {}

    private final JdbcTemplate jdbc;

    TermsStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param rs a cart, joined with its code and its address
    static CartTerms terms(ResultSet rs) throws SQLException {
        var since = rs.getObject("wrong_codes_since", OffsetDateTime.class);
        var country = rs.getString("country");
        var address = country == null
                ? null
                : new Address(rs.getString("name"), List.of(rs.getString("lines").split("\n", -1)),
                        rs.getString("city"), rs.getString("region"), rs.getString("postcode"), country);
        return new CartTerms(rs.getString("code"),
                new CodeGuesses(rs.getInt("wrong_codes"), since == null ? null : since.toInstant()), address,
                rs.getString("shipping_method"), rs.getObject("shown_total", Long.class));
    }

    void write(Collection<Cart> after, Map<UUID, Cart> before, Instant now) {
        var codes = after.stream().filter(cart -> changed(cart, before, CartTerms::discountCode)).toList();
        put(codes.stream().filter(cart -> cart.terms().discountCode() != null).toList(), now);
        remove(codes.stream().filter(cart -> cart.terms().discountCode() == null).toList());
        putAddresses(after, before);
    }

    private static boolean changed(Cart cart, Map<UUID, Cart> before, Function<CartTerms, @Nullable Object> part) {
        var old = before.get(cart.id());
        return !Objects.equals(part.apply(cart.terms()), part.apply(old == null ? CartTerms.NONE : old.terms()));
    }

    private void put(List<Cart> carts, Instant now) {
        if (!carts.isEmpty()) {
            jdbc.update("""
                    insert into cart_discount (cart_id, code, applied_at)
                    select c.*, ? from unnest(?::uuid[], ?::text[]) as c
                    on conflict (cart_id) do update set code = excluded.code, applied_at = excluded.applied_at""",
                    OffsetDateTime.ofInstant(now, ZoneOffset.UTC), ids(carts),
                    carts.stream().map(cart -> cart.terms().discountCode()).toArray(String[]::new));
        }
    }

    private void remove(List<Cart> carts) {
        if (!carts.isEmpty()) {
            jdbc.update("delete from cart_discount where cart_id = any(?::uuid[])", (Object) ids(carts));
        }
    }

    private static String[] ids(List<Cart> carts) {
        return carts.stream().map(cart -> cart.id().toString()).toArray(String[]::new);
    }

    private void putAddresses(Collection<Cart> after, Map<UUID, Cart> before) {
        var changed = new ArrayList<Addressed>();
        for (var cart : after) {
            var address = cart.terms().address();
            if (address != null && changed(cart, before, CartTerms::address)) {
                changed.add(new Addressed(cart.id(), address));
            }
        }
        if (!changed.isEmpty()) {
            jdbc.update("""
                    insert into cart_address (cart_id, name, lines, city, region, postcode, country)
                    select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    on conflict (cart_id) do update set name = excluded.name, lines = excluded.lines, city = excluded.city,
                        region = excluded.region, postcode = excluded.postcode, country = excluded.country""",
                    column(changed, each -> each.cartId().toString()), column(changed, each -> each.address().name()),
                    column(changed, each -> String.join("\n", each.address().lines())),
                    column(changed, each -> each.address().city()), column(changed, each -> each.address().region()),
                    column(changed, each -> each.address().postcode()),
                    column(changed, each -> each.address().country()));
        }
    }

    private static @Nullable String[] column(List<Addressed> all, Function<Addressed, @Nullable String> value) {
        return all.stream().map(value).toArray(String[]::new);
    }
}
