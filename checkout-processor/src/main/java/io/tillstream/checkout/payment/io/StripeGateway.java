package io.tillstream.checkout.payment.io;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.RefundService;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.payment.io.StripeAnswer.Intent;
import io.tillstream.checkout.payment.io.StripeAnswer.KeyMisused;
import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Page;
import io.tillstream.checkout.payment.io.StripeAnswer.Received;
import io.tillstream.checkout.payment.io.StripeAnswer.RefundPage;
import io.tillstream.checkout.payment.io.StripeAnswer.Refunded;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.State;
import io.tillstream.checkout.payment.io.StripeAnswer.Storefront;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.FindRefund;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.checkout.payment.io.StripeCall.OfPayment;
import io.tillstream.checkout.payment.io.StripeCall.Refund;
import io.tillstream.checkout.payment.io.StripeCall.Show;
import io.tillstream.command.RefundPayment;

/// Speaks to Stripe: every word of Stripe's is here. One call is one HTTP request, never repeated here.
final class StripeGateway {

    /// 4xx that do not say that nothing was done, for a server or a proxy gave up half way.
    private static final Set<Integer> INDEFINITE = Set.of(408, 424, 425);
    private static final int LONGEST_MESSAGE = 500;

    private final PaymentIntentService intents;
    private final RefundService refunds;
    private final @Nullable URI returnUrl;

    StripeGateway(PaymentSettings settings, StripeHttp http) {
        var stripe = client(settings, http).v1();
        intents = stripe.paymentIntents();
        refunds = stripe.refunds();
        returnUrl = settings.returnUrl();
    }

    static StripeClient client(PaymentSettings settings, StripeHttp http) {
        var builder = StripeClient.builder().setApiKey(settings.key()).setMaxNetworkRetries(0).setHttpClient(http)
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setReadTimeout((int) settings.readTimeout().toMillis());
        if (settings.base() != null) {
            builder.setApiBase(settings.base().toString().replaceAll("/+$", ""));
        }
        return builder.build();
    }

    /// Never throws for what Stripe or the network did.
    ///
    /// @param order UUID; begins every idempotency key
    /// @param cart  UUID
    StripeAnswer call(StripeCall call, String order, String cart) {
        try {
            return switch (call) {
                case OfPayment payment -> call(payment, order, cart);
                case FindRefund(var asked, _, var page, _) ->
                    refundPage(refunds.list(StripeParams.search(asked, page)), asked);
                case Refund(var asked, var key) ->
                    refunded(refunds.create(StripeParams.refund(asked, order, cart),
                            StripeParams.refundKey(asked, key)));
            };
        } catch (StripeHttp.ServerError e) {
            return e.replayed() ? new KeySpent() : new Unknown("HTTP " + e.getStatusCode(), true);
        } catch (StripeException e) {
            return failure(e);
        } catch (RuntimeException e) {
            // stripe-java stumbles over bodies that are not what they should be; its messages quote them
            return new Unknown("unreadable answer, " + e.getClass().getSimpleName(), true);
        }
    }

    private StripeAnswer call(OfPayment call, String order, String cart) throws StripeException {
        return switch (call) {
            case Create create -> intent(intents.create(StripeParams.creation(create.pay(), order, cart),
                    StripeParams.key(order, "create", create.key())));
            case Confirm confirm ->
                intent(intents.confirm(confirm.intent(), StripeParams.confirmation(confirm.pay(), returnUrl),
                        StripeParams.key(order, "confirm", confirm.key())));
            case Cancel cancel ->
                intent(intents.cancel(cancel.intent(), StripeParams.key(order, "cancel", cancel.key())));
            case Look look -> intent(intents.retrieve(look.intent()));
            case Show show -> intent(intents.retrieve(show.intent()));
            case Find find -> page(intents.list(StripeParams.search(find)), order);
        };
    }

    private static RefundPage refundPage(StripeCollection<com.stripe.model.Refund> found, RefundPayment asked) {
        List<com.stripe.model.Refund> all = found.getData();
        var ofTheRequest = all.stream()
                .filter(one -> one.getMetadata() != null
                        && asked.getRefundId().equals(one.getMetadata().get("refund_id")))
                .map(StripeGateway::refunded).toList();
        return new RefundPage(ofTheRequest, found.getHasMore() && !all.isEmpty() ? all.getLast().getId() : null);
    }

    /// @throws IllegalStateException if the answer lacks what every refund has
    private static Refunded refunded(com.stripe.model.Refund refund) {
        if (refund.getId() == null || refund.getStatus() == null) {
            throw new IllegalStateException("not a refund");
        }
        var attempt = refund.getMetadata() == null ? null : refund.getMetadata().get(StripeParams.ATTEMPT);
        return new Refunded(refund.getId(), refund.getStatus(), refund.getFailureReason(),
                attempt != null && attempt.matches("[0-9]{1,9}") ? Integer.parseInt(attempt) : 0);
    }

    private static Page page(StripeCollection<PaymentIntent> found, String order) {
        List<PaymentIntent> all = found.getData();
        var ofTheOrder = all.stream()
                .filter(one -> one.getMetadata() != null && order.equals(one.getMetadata().get("order_id")))
                .map(StripeGateway::intent).toList();
        return new Page(ofTheOrder, found.getHasMore() && !all.isEmpty() ? all.getLast().getId() : null);
    }

    /// @throws IllegalStateException if the answer lacks what every PaymentIntent has
    private static Intent intent(PaymentIntent intent) {
        if (intent.getId() == null || intent.getStatus() == null || intent.getCurrency() == null) {
            throw new IllegalStateException("not a PaymentIntent");
        }
        var received = Optional.ofNullable(intent.getAmountReceived());
        var state = state(intent.getStatus());
        if (state == State.SUCCEEDED && received.isEmpty()) {
            throw new IllegalStateException("no amount");
        }
        return new Intent(intent.getId(), state,
                new Received(received.orElse(0L), intent.getCurrency().toUpperCase(Locale.ROOT)),
                new Storefront(intent.getClientSecret(), actionUrl(intent)), lastRefusal(intent.getLastPaymentError()),
                StripeHttp.replayed(intent.getLastResponse()));
    }

    private static @Nullable String actionUrl(PaymentIntent intent) {
        return Optional.ofNullable(intent.getNextAction()).map(PaymentIntent.NextAction::getRedirectToUrl)
                .map(PaymentIntent.NextAction.RedirectToUrl::getUrl).orElse(null);
    }

    private static State state(String status) {
        return switch (status) {
            case "requires_payment_method", "requires_confirmation" -> State.OPEN;
            case "requires_action" -> State.REQUIRES_ACTION;
            case "succeeded" -> State.SUCCEEDED;
            case "canceled" -> State.CANCELED;
            default -> State.PROCESSING;
        };
    }

    private static @Nullable Refused lastRefusal(@Nullable StripeError error) {
        return error == null ? null : refused(error);
    }

    private static StripeAnswer failure(StripeException e) {
        var error = e.getStripeError();
        if (error == null || error.getType() == null) {
            return new Unknown("%s, HTTP %s".formatted(cause(e), e.getStatusCode()), true);
        }
        int status = e.getStatusCode();
        return switch (status) {
            case 401, 403 -> new NotAllowed(status);
            case 409 -> new Unknown("HTTP 409", false);
            case 429 -> new TooMany();
            default -> refusal(status, error);
        };
    }

    private static StripeAnswer refusal(int status, StripeError error) {
        if (status < 400 || status >= 500 || INDEFINITE.contains(status)) {
            return new Unknown("HTTP " + status, false);
        }
        if ("idempotency_error".equals(error.getType())) {
            return new KeyMisused();
        }
        return "payment_intent_unexpected_state".equals(error.getCode()) ? new UnexpectedState() : refused(error);
    }

    private static Refused refused(StripeError error) {
        var code = Optional.ofNullable(error.getDeclineCode()).or(() -> Optional.ofNullable(error.getCode()))
                .orElse(error.getType());
        var message = Optional.ofNullable(error.getMessage()).orElse("");
        return new Refused(code == null ? "unknown" : code,
                message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)),
                "card_error".equals(error.getType()));
    }

    private static String cause(StripeException e) {
        return (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName();
    }
}
