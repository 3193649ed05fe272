package io.tillstream.checkout.payment.io;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.command.Pay;
import io.tillstream.command.RefundPayment;

/// What Stripe is sent. The same request is sent the same each time: under one idempotency key Stripe takes nothing else.
final class StripeParams {

    static final String ATTEMPT = "attempt";
    private static final long PAGE = 100;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /// Of every payment, after its order was placed.
    private static final Duration LONGEST_DEADLINE = Duration.ofHours(12);

    private StripeParams() {}

    /// A buyer who must authenticate comes back to the return URL, or never leaves a storefront that asks Stripe what to do.
    static PaymentIntentConfirmParams confirmation(Pay pay, @Nullable URI returnUrl) {
        var confirmation = PaymentIntentConfirmParams.builder().setPaymentMethod(pay.getPaymentMethod());
        return returnUrl == null
                ? confirmation.setUseStripeSdk(true).build()
                : confirmation.setReturnUrl(returnUrl.toString()).build();
    }

    /// Where the server confirms, a card alone: other methods may need more from the buyer. The storefront offers what the account has.
    static PaymentIntentCreateParams creation(Pay pay, String order, String cart) {
        var creation = PaymentIntentCreateParams.builder().setAmount(pay.getAmount())
                .setCurrency(pay.getCurrency().toLowerCase(Locale.ROOT))
                .putMetadata("order_id", order).putMetadata("cart_id", cart);
        return pay.getPaymentMethod() == null
                ? creation.setAutomaticPaymentMethods(AutomaticPaymentMethods.builder().setEnabled(true).build())
                        .build()
                : creation.addPaymentMethodType("card").build();
    }

    static RefundCreateParams refund(RefundPayment asked, String order, String cart) {
        return RefundCreateParams.builder().setPaymentIntent(asked.getPaymentIntentId()).setAmount(asked.getAmount())
                .putMetadata("refund_id", asked.getRefundId()).putMetadata(ATTEMPT, "" + asked.getAttempt())
                .putMetadata("order_id", order).putMetadata("cart_id", cart).build();
    }

    static RequestOptions refundKey(RefundPayment asked, int number) {
        var attempt = asked.getAttempt() == 1 ? "" : "-" + asked.getAttempt();
        var again = number == 1 ? "" : "-again-" + number;
        return RequestOptions.builder().setIdempotencyKey(asked.getRefundId() + attempt + again).build();
    }

    static RefundListParams search(RefundPayment asked, @Nullable String after) {
        var search = RefundListParams.builder().setPaymentIntent(asked.getPaymentIntentId()).setLimit(PAGE);
        return after == null ? search.build() : search.setStartingAfter(after).build();
    }

    static RequestOptions key(String order, String kind, int number) {
        var suffix = number == 1 ? "" : "-" + number;
        return RequestOptions.builder().setIdempotencyKey(order + "-" + kind + suffix).build();
    }

    /// Nothing that could be confirmed is created past the deadline. The list is the whole account's: the less of it the better.
    static PaymentIntentListParams search(Find find) {
        var until = find.pay() == null ? find.asked().plus(LONGEST_DEADLINE) : find.pay().getDeadline();
        var created = PaymentIntentListParams.Created.builder()
                .setGte(find.asked().minus(CLOCK_SKEW).getEpochSecond())
                .setLte(until.plus(CLOCK_SKEW).getEpochSecond()).build();
        var search = PaymentIntentListParams.builder().setCreated(created).setLimit(PAGE);
        return find.page() == null ? search.build() : search.setStartingAfter(find.page()).build();
    }
}
