package io.tillstream.quickstart.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.order.OrderLine;
import io.tillstream.checkout.payment.Payment;
import io.tillstream.checkout.payment.Refund;

/// An order of two mugs and a tin of tea, for tests.
final class Orders {

    static final UUID ID = UUID.fromString("8b4a535a-d590-3c97-a909-e0adaa639572");
    static final UUID REFUND = UUID.fromString("0d3b3f0e-58a5-3a44-a7f1-0f2f65a5a7a1");

    private Orders() {}

    static ShownOrder paid(Refund... refunds) {
        return order("CONFIRMED", null,
                new Payment("pm_card_visa", "pi_1", Payment.Status.SUCCEEDED, null, null, null, null,
                        List.of(refunds)),
                null);
    }

    static ShownOrder order(String status, @Nullable String reason, Payment payment, @Nullable Instant holdEndsAt) {
        return new ShownOrder(ID, UUID.fromString("d38cb940-43db-82c7-9758-8895bea1592a"), "HD55-6PPN-J34Q", status,
                reason, "USD", 4_052, Instant.parse("2026-11-23T00:57:52Z"), holdEndsAt, payment,
                List.of(new OrderLine("mugs", "MUG-SKY", "Enamel Mug", Map.of(), 2, 1_800, 360),
                        new OrderLine("tea", "TEA-ASS", "Tea Tin", Map.of(), 1, 812, 0)));
    }

    static Refund refund(long amount, Refund.Status status, Map<String, Integer> restock) {
        return new Refund(REFUND, "pi_1", amount, status, "a handle broke", restock, "re_1", 1, Set.of());
    }
}
