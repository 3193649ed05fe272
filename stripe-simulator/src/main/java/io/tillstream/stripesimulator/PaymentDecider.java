package io.tillstream.stripesimulator;

import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.ApiError.CardRefusal;
import io.tillstream.stripesimulator.PaymentIntent.Cancellation;
import io.tillstream.stripesimulator.PaymentIntent.Progress;
import io.tillstream.stripesimulator.TestCard.Authentication;

/// The transitions of a PaymentIntent as Stripe documents them. Decides only; changes nothing.
/// See https://docs.stripe.com/payments/paymentintents/lifecycle.
final class PaymentDecider {

    private static final String RETURN_URL_NEEDED = """
            This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these \
            payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't \
            want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and \
            `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.""";

    private final Ids ids;
    private final InstantSource clock;

    PaymentDecider(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    Outcome create(String account, CreateRequest request) {
        var named = request.confirmation().paymentMethod();
        var card = named == null ? null : TestCards.find(named);
        if (named != null && card == null) {
            return Outcome.failed(noSuchMethod(named));
        }
        if (request.confirm() && card == null) {
            return Outcome.failed(methodMissing());
        }
        if (request.confirm() && returnUrlMissing(request.terms(), null, request.confirmation())) {
            return Outcome.failed(ApiError.invalid(400, null, RETURN_URL_NEEDED, null));
        }
        var intent = created(account, request.terms(), card);
        return request.confirm() ? confirm(intent, request.confirmation().withoutMethod()) : Outcome.done(intent);
    }

    private PaymentIntent created(String account, Terms terms, @Nullable TestCard card) {
        long number = ids.nextObject();
        var id = ids.intent(number);
        var method = card == null ? null : use(card);
        var status = card == null ? Status.REQUIRES_PAYMENT_METHOD : Status.REQUIRES_CONFIRMATION;
        return new PaymentIntent(id, ids.clientSecret(id, number), number, account, now(), terms,
                new Progress(status, method, null, null, null, null));
    }

    Outcome confirm(PaymentIntent before, ConfirmRequest request) {
        if (before.status().terminal()) {
            return Outcome.refused(before, cannotConfirm(before.status()));
        }
        var named = request.paymentMethod();
        var method = named == null ? before.progress().paymentMethod() : methodFor(before, named);
        if (named != null && method == null) {
            return Outcome.failed(noSuchMethod(named));
        }
        if (method == null) {
            return Outcome.refused(before, methodMissing());
        }
        if (returnUrlMissing(before.terms(), before.progress().returnUrl(), request)) {
            return Outcome.refused(before, ApiError.invalid(400, null, RETURN_URL_NEEDED, null));
        }
        return attempt(before.with(before.terms().withDetails(request.details())), request, method);
    }

    private Outcome attempt(PaymentIntent intent, ConfirmRequest request, PaymentMethod method) {
        var returnUrl = request.returnUrl() == null ? intent.progress().returnUrl() : request.returnUrl();
        var ready = intent.with(new Progress(Status.REQUIRES_ACTION, method, intent.progress().latestCharge(), null,
                returnUrl, null));
        if (!mustAuthenticate(method.testCard(), request)) {
            return charge(ready, method, method.testCard().decline(), false);
        }
        return request.offSession() || request.errorOnRequiresAction()
                ? charge(ready, method, Decline.AUTHENTICATION_REQUIRED, false)
                : Outcome.done(ready);
    }

    private static boolean mustAuthenticate(TestCard card, ConfirmRequest request) {
        return card.authentication() == Authentication.ALWAYS
                || (card.authentication() == Authentication.ON_SESSION && !request.offSession());
    }

    private Outcome charge(PaymentIntent intent, PaymentMethod method, @Nullable Decline decline,
            boolean authenticated) {
        var id = ids.charge(ids.nextObject());
        var charge = new Charge(id, intent.account(), intent.id(), now(), intent.terms(), method, decline,
                authenticated);
        var url = intent.progress().returnUrl();
        if (decline == null) {
            return Outcome.charged(intent.with(new Progress(Status.SUCCEEDED, method, id, null, url, null)), charge,
                    null);
        }
        var error = ApiError.declined(decline, id, method);
        return Outcome.charged(intent.with(new Progress(Status.REQUIRES_PAYMENT_METHOD, null, id, error, url, null)),
                charge, error);
    }

    /// The buyer comes back from his bank, which knows him or not.
    Outcome authenticate(PaymentIntent before, boolean success) {
        var progress = before.progress();
        var method = progress.paymentMethod();
        if (progress.status() != Status.REQUIRES_ACTION || method == null) {
            return Outcome.refused(before,
                    ApiError.unexpectedState("The PaymentIntent %s does not wait for authentication, it is %s."
                            .formatted(before.id(), progress.status().json())));
        }
        if (success) {
            return charge(before, method, method.testCard().decline(), true);
        }
        var error = new ApiError(400, ApiError.INVALID_REQUEST, "payment_intent_authentication_failure",
                "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new "
                        + "PaymentMethod to attempt to fulfill this PaymentIntent again.",
                null, new CardRefusal(null, null, method));
        return Outcome.done(before.with(new Progress(Status.REQUIRES_PAYMENT_METHOD, null, progress.latestCharge(),
                error, progress.returnUrl(), null)));
    }

    Outcome cancel(PaymentIntent before, CancelRequest request) {
        var progress = before.progress();
        if (progress.status().terminal()) {
            return Outcome.refused(before, ApiError.unexpectedState(("You cannot cancel this PaymentIntent because it "
                    + "has a status of %s. Only a PaymentIntent with one of the following statuses may be canceled: "
                    + "requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.")
                    .formatted(progress.status().json())));
        }
        return Outcome.done(before.with(new Progress(Status.CANCELED, progress.paymentMethod(),
                progress.latestCharge(), progress.lastError(), progress.returnUrl(),
                new Cancellation(now(), request.reason()))));
    }

    private static ApiError cannotConfirm(Status status) {
        return ApiError.unexpectedState(status == Status.SUCCEEDED
                ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
                : "You cannot confirm this PaymentIntent because it has a status of %s. Only a PaymentIntent with one of "
                        .formatted(status.json())
                        + "the following statuses may be confirmed: requires_confirmation, requires_action.");
    }

    // away from the shop nobody can be redirected, so Stripe asks for no return_url then
    private static boolean returnUrlMissing(Terms terms, @Nullable String known, ConfirmRequest request) {
        return "always".equals(terms.allowRedirects()) && known == null && request.returnUrl() == null
                && !request.offSession();
    }

    private @Nullable PaymentMethod methodFor(PaymentIntent intent, String named) {
        var current = intent.progress().paymentMethod();
        if (current != null && current.id().equals(named)) {
            return current;
        }
        var card = TestCards.find(named);
        return card == null ? null : use(card);
    }

    private PaymentMethod use(TestCard card) {
        return new PaymentMethod(ids.paymentMethod(ids.nextObject()), card.name());
    }

    private static ApiError methodMissing() {
        return ApiError.unexpectedState("You cannot confirm this PaymentIntent because it's missing a payment method. "
                + "You can either update the PaymentIntent with a payment method and then confirm it again, or confirm "
                + "it again directly with a payment method or ConfirmationToken.");
    }

    private static ApiError noSuchMethod(String named) {
        return ApiError.noSuch(400, "PaymentMethod", named, "payment_method");
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
