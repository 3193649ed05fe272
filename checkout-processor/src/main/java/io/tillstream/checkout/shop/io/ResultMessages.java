package io.tillstream.checkout.shop.io;

import java.nio.charset.StandardCharsets;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.tillstream.checkout.payment.PaymentNews;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentResult;
import io.tillstream.command.PaymentSucceeded;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// Tells an order's lane what is final at Stripe.
public final class ResultMessages {

    private final AvroCodec codec;
    private final Producer<byte[], byte[]> producer;

    /// @param producer acks=all, without transactions
    public ResultMessages(AvroCodec codec, Producer<byte[], byte[]> producer) {
        this.codec = codec;
        this.producer = producer;
    }

    /// Does not wait: what does not arrive is found to differ again.
    ///
    /// @throws IllegalArgumentException if it is not final
    public void say(PaymentNews news) {
        SpecificRecord body = switch (news.said()) {
            case PaymentNews.Succeeded(var intent, var amount, var currency) ->
                new PaymentSucceeded(intent, amount, currency);
            case PaymentNews.Canceled(var intent) -> new PaymentCanceled(intent);
            default -> throw new IllegalArgumentException("not final: " + news.said());
        };
        var cart = news.cartId().toString();
        var _ = producer.send(new ProducerRecord<>(Topics.PAYMENT_RESULTS.name(), cart.getBytes(StandardCharsets.UTF_8),
                codec.encode(Topics.PAYMENT_RESULTS, new PaymentResult(news.orderId().toString(), cart, body, null))));
    }
}
