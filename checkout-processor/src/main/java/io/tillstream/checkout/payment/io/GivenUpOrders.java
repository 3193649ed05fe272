package io.tillstream.checkout.payment.io;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Orders whose payment is to be cancelled, known before it is that request's turn: what is in hand for them must not be confirmed any more.
/// Holds as much as there are cancels in hand. For many threads.
final class GivenUpOrders {

    private final Map<String, Integer> cancels = new ConcurrentHashMap<>();

    /// To be followed by [#forget], once, when the cancel has had its turn.
    void note(String order) {
        cancels.merge(order, 1, Integer::sum);
    }

    void forget(String order) {
        cancels.computeIfPresent(order, (_, count) -> count == 1 ? null : count - 1);
    }

    boolean contains(String order) {
        return cancels.containsKey(order);
    }

    boolean isEmpty() {
        return cancels.isEmpty();
    }
}
