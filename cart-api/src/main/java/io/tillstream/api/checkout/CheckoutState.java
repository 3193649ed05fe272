package io.tillstream.api.checkout;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tillstream.api.problem.Problem;

/// Where a checkout stands.
public sealed interface CheckoutState {

    /// Not decided yet.
    record Pending() implements CheckoutState {}

    /// No order came of it.
    record Refused(Problem problem) implements CheckoutState {}

    record Placed(OrderView order) implements CheckoutState {}

    /// Version of the order, 0 as long as there is none.
    default long version() {
        return this instanceof Placed(var order) ? order.version() : 0;
    }

    /// Whether the payment takes longer than it should.
    default boolean isDelayed() {
        return this instanceof Placed(var order) && order.payment() != null && order.payment().delayed();
    }

    default boolean isFinal() {
        return switch (this) {
            case Pending() -> false;
            case Refused(var problem) -> true;
            case Placed(var order) -> order.isFinal();
        };
    }

    /// What is written as JSON.
    default Object body() {
        return switch (this) {
            case Pending() -> Map.of("status", "pending");
            case Refused(var problem) -> refusal(problem);
            case Placed(var order) -> OrderBody.of(order);
        };
    }

    private static Map<String, Object> refusal(Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "refused");
        body.put("problem", problem.body());
        return body;
    }
}
