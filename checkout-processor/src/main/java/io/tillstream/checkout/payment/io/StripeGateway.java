package io.tillstream.checkout.payment.io;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.service.PaymentIntentService;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.payment.io.StripeAnswer.Intent;
import io.tillstream.checkout.payment.io.StripeAnswer.KeyMisused;
import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Page;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.State;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.command.Pay;

/// Speaks to Stripe: every word of Stripe's is here. One call is one HTTP request, never repeated here.
final class StripeGateway {

    /// 4xx that do not say that nothing was done, for a server or a proxy gave up half way.
    private static final Set<Integer> INDEFINITE = Set.of(408, 424, 425);
    private static final long PAGE = 100;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int LONGEST_MESSAGE = 500;

    private final PaymentIntentService intents;

    StripeGateway(PaymentSettings settings, StripeHttp http) {
        intents = client(settings, http).v1().paymentIntents();
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
                case Create create -> intent(intents.create(creation(create.pay(), order, cart),
                        key(order, "create", create.key())));
                case Confirm confirm -> intent(intents.confirm(confirm.intent(),
                        confirmation(confirm.pay()),
                        key(order, "confirm", confirm.key())));
                case Cancel cancel -> intent(intents.cancel(cancel.intent(), key(order, "cancel", cancel.key())));
                case Look look -> intent(intents.retrieve(look.intent()));
                case Find find -> page(intents.list(search(find.asked(), find.page())), order);
            };
        } catch (StripeHttp.ServerError e) {
            return e.replayed() ? new KeySpent() : new Unknown("HTTP " + e.getStatusCode());
        } catch (StripeException e) {
            return failure(e);
        } catch (RuntimeException e) {
            // stripe-java stumbles over bodies that are not what they should be; its messages quote them
            return new Unknown("unreadable answer, " + e.getClass().getSimpleName());
        }
    }

    /// Nobody is there to authenticate, and nobody would tell when the buyer had: a card that asks for it is declined.
    private static PaymentIntentConfirmParams confirmation(Pay pay) {
        return PaymentIntentConfirmParams.builder().setPaymentMethod(pay.getPaymentMethod())
                .setErrorOnRequiresAction(true).build();
    }

    /// A card alone: the server confirms, and other methods would need an address to send the buyer back to.
    private static PaymentIntentCreateParams creation(Pay pay, String order, String cart) {
        return PaymentIntentCreateParams.builder().setAmount(pay.getAmount())
                .setCurrency(pay.getCurrency().toLowerCase(Locale.ROOT)).addPaymentMethodType("card")
                .putMetadata("order_id", order).putMetadata("cart_id", cart).build();
    }

    private static RequestOptions key(String order, String kind, int number) {
        var suffix = number == 1 ? "" : "-" + number;
        return RequestOptions.builder().setIdempotencyKey(order + "-" + kind + suffix).build();
    }

    private static PaymentIntentListParams search(Instant asked, @Nullable String after) {
        var since = PaymentIntentListParams.Created.builder().setGte(asked.minus(CLOCK_SKEW).getEpochSecond()).build();
        var search = PaymentIntentListParams.builder().setCreated(since).setLimit(PAGE);
        return after == null ? search.build() : search.setStartingAfter(after).build();
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
        return new Intent(intent.getId(), state, received.orElse(0L), intent.getCurrency().toUpperCase(Locale.ROOT),
                intent.getClientSecret(), lastRefusal(intent.getLastPaymentError()));
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
            return new Unknown("%s, HTTP %s".formatted(cause(e), e.getStatusCode()));
        }
        int status = e.getStatusCode();
        return switch (status) {
            case 401, 403 -> new NotAllowed(status);
            case 409 -> new Unknown("HTTP 409");
            case 429 -> new TooMany();
            default -> refusal(status, error);
        };
    }

    private static StripeAnswer refusal(int status, StripeError error) {
        if (status < 400 || status >= 500 || INDEFINITE.contains(status)) {
            return new Unknown("HTTP " + status);
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
                message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    }

    private static String cause(StripeException e) {
        return (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName();
    }
}
