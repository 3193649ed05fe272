package io.tillstream.stripesimulator;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.ApiError.CardRefusal;
import io.tillstream.stripesimulator.PaymentIntent.Action;
import io.tillstream.stripesimulator.PaymentIntent.Progress;

/// How a PaymentIntent comes to be and is confirmed, as Stripe documents it. Decides only; changes nothing.
/// See https://docs.stripe.com/payments/paymentintents/lifecycle.
///
/// @param pages where this simulator shows pages to buyers, without a slash at the end
record PaymentDecider(URI pages) {

    private static final String RETURN_URL_NEEDED = """
            This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these \
            payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't \
            want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and \
            `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.""";

    Outcome create(Moment moment, String account, CreateRequest request) {
        var named = request.confirmation().paymentMethod();
        var test = named == null ? null : TestMethods.find(named);
        if (named != null && test == null) {
            return Outcome.failed(noSuchMethod(named));
        }
        if (test != null && !request.terms().paymentMethodTypes().contains(test.type())) {
            return Outcome.failed(incompatible(test, request.terms()));
        }
        if (request.confirm() && test == null) {
            return Outcome.failed(methodMissing());
        }
        if (request.confirm() && returnUrlMissing(request.terms(), null, request.confirmation())) {
            return Outcome.failed(ApiError.invalid(400, null, RETURN_URL_NEEDED, null));
        }
        var intent = created(moment, account, request.terms(), test);
        return request.confirm()
                ? confirm(moment, intent, request.confirmation().withoutMethod())
                : Outcome.done(Change.of(intent));
    }

    private static PaymentIntent created(Moment moment, String account, Terms terms, @Nullable TestMethod test) {
        var id = moment.names().intent();
        var progress = test == null
                ? Progress.NEW
                : Progress.NEW.as(Status.REQUIRES_CONFIRMATION).paying(use(moment, test), null);
        return new PaymentIntent(id, moment.names().clientSecret(id), moment.names().number(), account,
                moment.second(), terms, progress);
    }

    Outcome confirm(Moment moment, PaymentIntent before, ConfirmRequest request) {
        if (!before.status().confirmable()) {
            return Outcome.refused(before, cannotConfirm(before.status()));
        }
        var named = request.paymentMethod();
        var method = named == null ? before.progress().paymentMethod() : methodFor(moment, before, named);
        if (named != null && method == null) {
            return Outcome.failed(noSuchMethod(named));
        }
        if (method == null) {
            return Outcome.refused(before, methodMissing());
        }
        var intent = before.with(before.terms().withDetails(request.details()));
        if (!suits(method.testMethod(), intent.terms())) {
            return Outcome.refused(before, incompatible(method.testMethod(), intent.terms()));
        }
        if (returnUrlMissing(intent.terms(), before.progress().action(), request)) {
            return Outcome.refused(before, ApiError.invalid(400, null, RETURN_URL_NEEDED, null));
        }
        return attempt(moment, intent, request, method);
    }

    private Outcome attempt(Moment moment, PaymentIntent intent, ConfirmRequest request, PaymentMethod method) {
        var ready = intent.with(intent.progress().paying(method, action(intent, request)));
        if (!mustAuthenticate(method.testMethod(), request)) {
            return Charging.of(moment, ready, false);
        }
        return request.offSession() || request.errorOnRequiresAction()
                ? Charging.failed(moment, ready, Decline.AUTHENTICATION_REQUIRED)
                : Outcome.done(Change.of(ready.with(ready.progress().as(Status.REQUIRES_ACTION))));
    }

    private Action action(PaymentIntent intent, ConfirmRequest request) {
        var before = intent.progress().action();
        var returnUrl = request.returnUrl() != null ? request.returnUrl() : before == null ? null : before.returnUrl();
        return new Action(returnUrl, "%s%s/%s?client_secret=%s".formatted(pages, Control.AUTHENTICATION_PAGE,
                intent.id(), intent.clientSecret()));
    }

    private static boolean mustAuthenticate(TestMethod test, ConfirmRequest request) {
        return switch (test.behaviour().authentication()) {
            case ALWAYS -> true;
            case ON_SESSION -> !request.offSession();
            case NEVER -> false;
        };
    }

    /// The buyer comes back from his bank, which knows him or not.
    static Outcome authenticate(Moment moment, PaymentIntent before, boolean success) {
        var progress = before.progress();
        var method = progress.paymentMethod();
        if (progress.status() != Status.REQUIRES_ACTION || method == null) {
            return Outcome.refused(before,
                    ApiError.unexpectedState("The PaymentIntent %s does not wait for authentication, it is %s."
                            .formatted(before.id(), progress.status().json())));
        }
        if (success) {
            return Charging.of(moment, before, true);
        }
        var error = new ApiError(400, ApiError.INVALID_REQUEST, "payment_intent_authentication_failure",
                "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new "
                        + "PaymentMethod to attempt to fulfill this PaymentIntent again.",
                null, new CardRefusal(null, null, method));
        return Outcome.done(Change.of(before.with(progress.failing(error))));
    }

    private static ApiError cannotConfirm(Status status) {
        return ApiError.unexpectedState(status == Status.SUCCEEDED
                ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
                : "You cannot confirm this PaymentIntent because it has a status of %s. Only a PaymentIntent with one of "
                        .formatted(status.json())
                        + "the following statuses may be confirmed: requires_confirmation, requires_action.");
    }

    // away from the shop nobody can be redirected, so Stripe asks for no return_url then
    private static boolean returnUrlMissing(Terms terms, @Nullable Action known, ConfirmRequest request) {
        return "always".equals(terms.allowRedirects()) && (known == null || known.returnUrl() == null)
                && request.returnUrl() == null && !request.offSession();
    }

    // a bank debit cannot be reserved first
    private static boolean suits(TestMethod test, Terms terms) {
        return terms.paymentMethodTypes().contains(test.type()) && (test.isCard() || !terms.manualCapture());
    }

    private static @Nullable PaymentMethod methodFor(Moment moment, PaymentIntent intent, String named) {
        var current = intent.progress().paymentMethod();
        if (current != null && current.id().equals(named)) {
            return current;
        }
        var test = TestMethods.find(named);
        return test == null ? null : use(moment, test);
    }

    private static PaymentMethod use(Moment moment, TestMethod test) {
        return new PaymentMethod(moment.names().paymentMethod(), test.name());
    }

    private static ApiError methodMissing() {
        return ApiError.unexpectedState("You cannot confirm this PaymentIntent because it's missing a payment method. "
                + "You can either update the PaymentIntent with a payment method and then confirm it again, or confirm "
                + "it again directly with a payment method or ConfirmationToken.");
    }

    private static ApiError incompatible(TestMethod test, Terms terms) {
        return ApiError.invalid(400, "payment_intent_incompatible_payment_method",
                "The PaymentMethod provided (%s) is not allowed for this PaymentIntent. It takes the following payment "
                        .formatted(test.type())
                        + "method types%s: %s.".formatted(
                                terms.manualCapture() ? ", only cards of them with manual capture" : "",
                                String.join(", ", terms.paymentMethodTypes())),
                "payment_method");
    }

    private static ApiError noSuchMethod(String named) {
        return ApiError.noSuch(400, "PaymentMethod", named, "payment_method");
    }
}
