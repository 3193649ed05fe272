package io.tillstream.stripesimulator;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.TestCard.Authentication;

/// The test payment methods of https://docs.stripe.com/testing, as a table.
final class TestCards {

    private static final Map<String, TestCard> BY_NAME = Stream
            .of(brands(), countries(), declines(), authentications()).flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(TestCard::name, Function.identity()));

    private TestCards() {}

    static @Nullable TestCard find(String name) {
        return BY_NAME.get(name);
    }

    /// @throws IllegalStateException when a journal names a card that this version does not know
    static TestCard get(String name) {
        var card = BY_NAME.get(name);
        if (card == null) {
            throw new IllegalStateException("unknown test card " + name);
        }
        return card;
    }

    private static Stream<TestCard> brands() {
        return Stream.of(good("visa", "visa", "4242", "US"), good("visa_debit", "visa", "5556", "US"),
                good("mastercard", "mastercard", "4444", "US"), good("mastercard_debit", "mastercard", "8210", "US"),
                good("mastercard_prepaid", "mastercard", "5100", "US"), good("amex", "amex", "0005", "US"),
                good("discover", "discover", "1117", "US"), good("diners", "diners", "0004", "US"),
                good("jcb", "jcb", "0505", "JP"), good("unionpay", "unionpay", "0005", "CN"));
    }

    private static Stream<TestCard> countries() {
        return Stream.of(good("us", "visa", "4242", "US"), good("ca", "visa", "0000", "CA"),
                good("mx", "visa", "8001", "MX"), good("br", "visa", "0002", "BR"), good("gb", "visa", "0000", "GB"),
                good("de", "visa", "0016", "DE"), good("fr", "visa", "0003", "FR"), good("es", "visa", "0007", "ES"),
                good("it", "visa", "0008", "IT"), good("nl", "visa", "0002", "NL"), good("at", "visa", "0008", "AT"),
                good("ch", "visa", "0009", "CH"), good("se", "visa", "0008", "SE"), good("pl", "visa", "0005", "PL"),
                good("au", "visa", "0006", "AU"), good("jp", "visa", "0003", "JP"), good("in", "visa", "0008", "IN"));
    }

    private static Stream<TestCard> declines() {
        return Stream.of(bad("visa_chargeDeclined", "0002", Decline.GENERIC_DECLINE),
                bad("chargeDeclined", "0002", Decline.GENERIC_DECLINE),
                bad("chargeCustomerFail", "0341", Decline.GENERIC_DECLINE),
                bad("visa_chargeDeclinedInsufficientFunds", "9995", Decline.INSUFFICIENT_FUNDS),
                bad("chargeDeclinedInsufficientFunds", "9995", Decline.INSUFFICIENT_FUNDS),
                bad("visa_chargeDeclinedLostCard", "9987", Decline.LOST_CARD),
                bad("visa_chargeDeclinedStolenCard", "9979", Decline.STOLEN_CARD),
                bad("chargeDeclinedExpiredCard", "0069", Decline.EXPIRED_CARD),
                bad("visa_chargeDeclinedExpiredCard", "0069", Decline.EXPIRED_CARD),
                bad("chargeDeclinedIncorrectCvc", "0127", Decline.INCORRECT_CVC),
                bad("visa_chargeDeclinedIncorrectCvc", "0127", Decline.INCORRECT_CVC),
                bad("chargeDeclinedProcessingError", "0119", Decline.PROCESSING_ERROR),
                bad("visa_chargeDeclinedProcessingError", "0119", Decline.PROCESSING_ERROR),
                bad("visa_chargeDeclinedVelocityLimitExceeded", "6975", Decline.CARD_VELOCITY_EXCEEDED),
                bad("chargeDeclinedFraudulent", "0019", Decline.FRAUDULENT),
                bad("radarBlock", "0019", Decline.FRAUDULENT));
    }

    private static Stream<TestCard> authentications() {
        return Stream.of(asks("authenticationRequired", "3184", Authentication.ALWAYS, null),
                asks("authenticationRequiredOnSetup", "3155", Authentication.ALWAYS, null),
                asks("authenticationRequiredSetupForOffSession", "0446", Authentication.ON_SESSION, null),
                asks("authenticationRequiredChargeDeclinedInsufficientFunds", "3178", Authentication.ALWAYS,
                        Decline.INSUFFICIENT_FUNDS),
                asks("threeDSecure2Required", "3220", Authentication.ALWAYS, null),
                asks("threeDSecureRequired", "3063", Authentication.ALWAYS, null),
                asks("threeDSecureRequiredChargeDeclined", "1629", Authentication.ALWAYS, Decline.GENERIC_DECLINE),
                asks("threeDSecureRequiredProcessingError", "1280", Authentication.ALWAYS, Decline.PROCESSING_ERROR),
                asks("threeDSecureOptional", "3055", Authentication.NEVER, null));
    }

    private static TestCard good(String name, String brand, String last4, String country) {
        return new TestCard("pm_card_" + name, brand, last4, country, Authentication.NEVER, null);
    }

    private static TestCard bad(String name, String last4, Decline decline) {
        return new TestCard("pm_card_" + name, "visa", last4, "US", Authentication.NEVER, decline);
    }

    private static TestCard asks(String name, String last4, Authentication authentication, @Nullable Decline decline) {
        return new TestCard("pm_card_" + name, "visa", last4, "US", authentication, decline);
    }
}
