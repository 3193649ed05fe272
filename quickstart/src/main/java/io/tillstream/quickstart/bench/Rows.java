package io.tillstream.quickstart.bench;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.cart.Cart;
import io.tillstream.checkout.cart.CartCommand;

/// What a sale has left in PostgreSQL.
final class Rows {

    private static final Map<String, String> BY_CART = new LinkedHashMap<>();

    static {
        BY_CART.put("carts checked out",
                "select count(*) from cart where status = 'CHECKED_OUT' and cart_id = any(?::uuid[])");
        BY_CART.put("their lines", "select count(*) from cart_item where cart_id = any(?::uuid[])");
        BY_CART.put("orders", "select count(*) from orders where cart_id = any(?::uuid[])");
        BY_CART.put("order items",
                "select count(*) from order_item join orders using (order_id) where cart_id = any(?::uuid[])");
        BY_CART.put("stock movements",
                "select count(*) from stock_movement join orders on cause = order_id where cart_id = any(?::uuid[])");
        BY_CART.put("payments",
                "select count(*) from payment join orders using (order_id) where cart_id = any(?::uuid[])");
    }

    private Rows() {}

    /// By name, in the order in which they are shown.
    static Map<String, Integer> of(JdbcTemplate jdbc, Sale sale) {
        var carts = sale.carts().stream().map(Cart::id).map(Object::toString).toArray(String[]::new);
        var rows = new LinkedHashMap<String, Integer>();
        BY_CART.forEach((name, sql) -> rows.put(name, count(jdbc, sql, carts)));
        rows.put("idempotency keys",
                count(jdbc, "select count(*) from command_outcome where command_id = any(?::uuid[])",
                        sale.asks().stream().map(CartCommand::commandId).map(Object::toString).toArray(String[]::new)));
        rows.put("units sold of the hot SKU", sale.carts().size()
                - count(jdbc, "select stock from product_variant where sku = any(?)", new String[]{sale.hot()}));
        return rows;
    }

    /// What every contender has to leave: all of it once.
    static Map<String, Integer> expected(int checkouts) {
        return Map.of("carts checked out", checkouts, "their lines", 2 * checkouts, "orders", checkouts, "order items",
                2 * checkouts, "stock movements", 2 * checkouts, "payments", checkouts, "idempotency keys", checkouts,
                "units sold of the hot SKU", checkouts);
    }

    private static int count(JdbcTemplate jdbc, String sql, String[] ids) {
        var count = jdbc.queryForObject(sql, Integer.class, (Object) ids);
        return count == null ? 0 : count;
    }
}
