package io.tillstream.api.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.outcome.Outcome.Status;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.publishing.StatusId.Kind;

class OutcomeTest {

    private static final String HASH = "ab".repeat(32);
    private static final StatusId AT_5 = StatusId.of(Kind.COMMAND, new UUID(1, 1), HASH, new UUID(2, 2), 0, 5);

    @Test
    void tellsOfAnAcceptedCheckout() {
        var outcome = new Outcome(HASH, Status.ACCEPTED, "ok", "", Map.of("status", "x", "more", 1), "order-1", false,
                "cart", null);

        assertThat(OutcomeAnswer.accepted(outcome)).containsExactlyInAnyOrderEntriesOf(
                Map.of("status", "accepted", "code", "ok", "more", 1, "order_id", "order-1"));
    }

    @ParameterizedTest
    @CsvSource({"out_of_stock, 409", "cart_not_active, 409", "cart_empty, 409", "price_changed, 409",
            "cart_exists, 409",
            "line_not_found, 404", "variant_not_found, 422", "currency_mismatch, 422",
            "too_many_lines, 422", "amount_too_small, 422", "quantity_out_of_range, 422", "idempotency_key_reused, 422",
            "cart_changed, 412", "discount_not_applicable, 422", "discount_minimum_not_reached, 422",
            "discount_products_not_matching, 422", "discount_contact_required, 422", "discount_already_applied, 409",
            "discount_not_found, 404", "too_many_codes, 429", "bad_address, 422", "address_required, 409",
            "destination_not_served, 422", "shipping_method_not_available, 422", "amount_too_large, 422",
            "cart_too_large, 422", "order_not_found, 404", "order_not_open, 409", "code_of_the_future, 409"})
    void tellsOfARefusalByItsCode(String code, int status) {
        var problem = OutcomeAnswer.problem(refused(code));

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.body()).containsEntry("code", code).containsEntry("status", status)
                .containsEntry("detail", "why").containsEntry("available", 3)
                .containsEntry("type", "urn:tillstream:problem:" + code);
    }

    /// The status of a problem is HTTP's.
    @Test
    void tellsHowAnOrderStandsThatIsNotOpen() {
        var outcome = new Outcome(HASH, Status.REFUSED, "order_not_open", "why", Map.of("status", "CONFIRMED"), null,
                false, "cart", null);

        assertThat(OutcomeAnswer.problem(outcome).body()).containsEntry("status", 409)
                .containsEntry("order_status", "CONFIRMED");
    }

    /// Why a cart is not found is nobody's business: it may be somebody else's.
    @Test
    void tellsOfACartThatIsNotFoundAsOfAnothers() {
        assertThat(OutcomeAnswer.problem(refused("cart_not_found"))).isEqualTo(CartOwners.NOT_FOUND);
    }

    @Test
    void tellsNothingOfTheInsideOfAFailure() {
        var problem = OutcomeAnswer.problem(
                new Outcome(HASH, Status.FAILED, "command_failed", "NullPointerException", Map.of(), null, false,
                        "cart", null));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.code()).isEqualTo("command_failed");
        assertThat(problem.detail()).doesNotContain("NullPointer");
    }

    @Test
    void isPendingUntilTheLaneHasPassedIt() {
        assertThat(lookup(null, HASH)).isInstanceOf(Lookup.Pending.class);
        assertThat(lookup(5L, HASH)).isInstanceOf(Lookup.Pending.class);
        assertThat(lookup(6L, HASH)).isInstanceOf(Lookup.Decided.class);
    }

    /// The first outcome of a key is there before the lane has come to its second request.
    @Test
    void doesNotTakeTheOutcomeOfAnEarlierRequestForItsOwn() {
        assertThat(lookup(5L, "cd".repeat(32))).isInstanceOf(Lookup.Pending.class);
        assertThat(lookup(6L, "cd".repeat(32))).isInstanceOf(Lookup.Reused.class);
    }

    @Test
    void hasExpiredWhenTheLaneHasPassedItAndNothingIsKept() {
        assertThat(lookup(6L, null)).isInstanceOf(Lookup.Expired.class);
    }

    /// A merge is decided in two lanes, and the second has the last word.
    @Test
    void isPendingUntilTheLastWordIsSpoken() {
        var first = outcome(Status.ACCEPTED, "ok", new UUID(9, 9));
        var last = outcome(Status.REFUSED, "currency_mismatch", null);
        assertThat(Lookup.of(AT_5, 6L, Optional.of(first), Optional.empty(), true)).isInstanceOf(Lookup.Pending.class);
        assertThat(Lookup.of(AT_5, 6L, Optional.of(first), Optional.of(last), false))
                .isEqualTo(new Lookup.Decided(last.after(first)));
        assertThat(Lookup.of(AT_5, 5L, Optional.of(first), Optional.of(last), true)).isInstanceOf(Lookup.Pending.class);
    }

    /// By then the outcome that continued it may not be kept any more, and nobody will make another.
    @Test
    void aMergeThatIsRepeatedLateIsAnsweredByTheFirstLane() {
        var again = new Outcome(HASH, Status.ACCEPTED, "ok", "", Map.of("into", "cart", "already", true), null, false,
                "guests", new UUID(9, 9));
        var last = outcome(Status.ACCEPTED, "ok", null);
        assertThat(Lookup.of(AT_5, 6L, Optional.of(again), Optional.empty(), false))
                .isInstanceOf(Lookup.Pending.class);
        assertThat(Lookup.of(AT_5, 6L, Optional.of(again), Optional.empty(), true))
                .isEqualTo(new Lookup.Decided(again));
        assertThat(Lookup.of(AT_5, 6L, Optional.of(again), Optional.of(last), true))
                .isEqualTo(new Lookup.Decided(last.after(again)));
    }

    @Test
    void theLastWordIsAReplayIfTheFirstWas() {
        var first = new Outcome(HASH, Status.ACCEPTED, "ok", "", Map.of(), null, true, "guests", new UUID(9, 9));
        var last = outcome(Status.ACCEPTED, "ok", null).after(first);
        assertThat(last.replayed()).isTrue();
        assertThat(last.subject()).isEqualTo("cart");
    }

    private static Outcome outcome(Status status, String code, @Nullable UUID continuedBy) {
        return new Outcome(HASH, status, code, "", Map.of(), null, false, "cart", continuedBy);
    }

    @Test
    void readsNoDataFromWhatIsNoObject() {
        assertThat(Outcomes.data(null)).isEmpty();
        assertThat(Outcomes.data("[1]")).isEmpty();
        assertThat(Outcomes.data("{")).isEmpty();
        assertThat(Outcomes.data("{\"a\":1}")).containsEntry("a", 1);
    }

    private static Lookup lookup(@Nullable Long next, @Nullable String storedHash) {
        return Lookup.of(AT_5, next, Optional.ofNullable(storedHash)
                .map(hash -> new Outcome(hash, Status.ACCEPTED, "ok", "", Map.of(), null, false, "cart", null)),
                Optional.empty(), false);
    }

    private static Outcome refused(String code) {
        return new Outcome(HASH, Status.REFUSED, code, "why", Map.of("available", 3, "title", "not this one"), null,
                false, "cart", null);
    }
}
