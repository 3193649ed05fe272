package io.tillstream.api.webhook.io;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.tillstream.api.webhook.PaymentNews;
import io.tillstream.api.webhook.PaymentNews.Subject;

/// Finds out what a payment is for.
@Component
class PaymentSubjects {

    private final JdbcClient sql;

    PaymentSubjects(JdbcClient sql) {
        this.sql = sql;
    }

    /// As its metadata say, else as the shop has it, else [Subject#unknown].
    Subject of(PaymentNews news) {
        var named = news.named();
        if (named != null) {
            return named;
        }
        var intent = news.paymentIntent();
        if (intent == null) {
            throw new IllegalStateException("there are no news of nothing");
        }
        return sql.sql("""
                select order_id, o.cart_id from payment p join orders o using (order_id)
                 where p.payment_intent_id = :intent
                """).param("intent", intent)
                .query((row, _) -> new Subject(row.getObject("order_id", UUID.class),
                        row.getObject("cart_id", UUID.class)))
                .optional().orElseGet(() -> Subject.unknown(intent));
    }
}
