package io.tillstream.checkout.shop.io;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.payment.PaymentNews;

/// What Stripe's webhooks have said, by their event's id.
public final class WebhookStore {

    /// What waits for its order, and which order that is.
    ///
    /// @param result as it came
    public record Joined(String eventId, UUID orderId, UUID cartId, byte[] result) {}

    /// @param result as it came
    /// @param joined whether its order was known when it was decided
    record Kept(String eventId, PaymentNews news, byte[] result, boolean joined) {}

    private final JdbcTemplate jdbc;

    public WebhookStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps each once. What has met its order does not wait any more.
    void keep(List<Kept> news, Instant now) {
        if (news.isEmpty()) {
            return;
        }
        jdbc.update("""
                insert into stripe_event (event_id, order_id, payment_intent_id, result, joined, received_at)
                select distinct on (e.event_id) e.*, ?
                from unnest(?::text[], ?::uuid[], ?::text[], ?::bytea[], ?::boolean[]) as e(event_id, order_id, intent_id, result, joined)
                order by e.event_id, e.joined desc
                on conflict (event_id) do update set joined = stripe_event.joined or excluded.joined""",
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                news.stream().map(Kept::eventId).toArray(String[]::new),
                news.stream().map(each -> each.news().orderId().toString()).toArray(String[]::new),
                news.stream().map(each -> each.news().said().intentId()).toArray(String[]::new),
                news.stream().map(Kept::result).toArray(byte[][]::new),
                news.stream().map(Kept::joined).toArray(Boolean[]::new));
    }

    /// What waits, and whose order is there by now.
    public List<Joined> joinable(int most) {
        return jdbc.query("""
                select e.event_id, e.result, o.order_id, o.cart_id
                from stripe_event e join orders o using (order_id) where not e.joined
                union all
                select e.event_id, e.result, o.order_id, o.cart_id
                from stripe_event e join payment p using (payment_intent_id) join orders o on o.order_id = p.order_id
                where not e.joined and p.order_id <> e.order_id
                limit ?""",
                (rs, _) -> new Joined(rs.getString("event_id"), rs.getObject("order_id", UUID.class),
                        rs.getObject("cart_id", UUID.class), rs.getBytes("result")),
                most);
    }

    /// Forgets what is so old that Stripe itself has forgotten it, also what still waits: most of that is of another business of the account.
    ///
    /// @return how many are gone
    public int purge(Instant before, int most) {
        return jdbc.update("""
                delete from stripe_event where event_id in (
                    select event_id from stripe_event where received_at < ? order by received_at limit ?)""",
                OffsetDateTime.ofInstant(before, ZoneOffset.UTC), most);
    }
}
