package io.tillstream.api.outcome;

import static io.tillstream.api.problem.ProblemCode.COMMAND_FAILED;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.problem.Problem;
import io.tillstream.api.problem.ProblemCode;

/// How an outcome is told over HTTP.
public final class OutcomeAnswer {

    /// For the code of a processor that is newer than this service.
    private static final int CONFLICT = 409;

    private OutcomeAnswer() {}

    /// Members of the answer to an accepted command.
    public static Map<String, Object> accepted(Outcome outcome) {
        var body = new LinkedHashMap<String, Object>(outcome.data());
        body.putFirst("code", outcome.code());
        body.putFirst("status", "accepted");
        if (outcome.orderId() != null) {
            body.put("order_id", outcome.orderId());
        }
        return body;
    }

    /// The problem that tells of a command that was refused or failed.
    public static Problem problem(Outcome outcome) {
        return switch (outcome.status()) {
            case ACCEPTED -> throw new IllegalArgumentException("accepted is no problem");
            case REFUSED -> ProblemCode.of(outcome.code())
                    .map(code -> refused(code, outcome))
                    .orElseGet(() -> new Problem(outcome.code(), CONFLICT, "The command was refused", outcome.detail(),
                            outcome.data()));
            case FAILED -> Problem.of(COMMAND_FAILED,
                    "The command had no effect. Repeat it with another Idempotency-Key; if it fails again, tell us");
        };
    }

    /// That a cart is not there is said as it is said of somebody else's.
    private static Problem refused(ProblemCode code, Outcome outcome) {
        return code == ProblemCode.CART_NOT_FOUND
                ? CartOwners.NOT_FOUND
                : Problem.of(code, outcome.detail(), members(code, outcome.data()));
    }

    /// The status of a problem is HTTP's.
    private static Map<String, Object> members(ProblemCode code, Map<String, Object> data) {
        if (code != ProblemCode.ORDER_NOT_OPEN || !data.containsKey("status")) {
            return data;
        }
        var members = new LinkedHashMap<>(data);
        members.put("order_status", members.remove("status"));
        return members;
    }
}
