package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tillstream.stripesimulator.TestMethod.Authentication;
import io.tillstream.stripesimulator.TestMethod.Behaviour;
import io.tillstream.stripesimulator.TestMethod.Face;
import io.tillstream.stripesimulator.TestMethod.Refunding;
import io.tillstream.stripesimulator.TestMethod.Settling;

/// The test payment methods of https://docs.stripe.com/testing and of the pages on bank debits, as a table.
final class TestMethods {

    private static final Behaviour GOOD = new Behaviour(Authentication.NEVER, null, Settling.AT_ONCE,
            Refunding.SUCCEEDS);

    private static final List<TestMethod> ALL = Stream
            .of(brands(), countries(), declines(), authentications(), refunds(), bankAccounts(), ibans())
            .flatMap(Function.identity()).toList();

    private static final Map<String, TestMethod> BY_NAME = by(TestMethod::name);
    private static final Map<String, TestMethod> BY_NUMBER = by(method -> method.face().number());

    private TestMethods() {}

    // the first of several is the one that the others are like
    private static Map<String, TestMethod> by(Function<TestMethod, String> key) {
        return ALL.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity(), (first, _) -> first));
    }

    static @Nullable TestMethod find(String name) {
        return BY_NAME.get(name);
    }

    /// Of a card, a bank account or an IBAN, without spaces.
    static @Nullable TestMethod withNumber(String number) {
        return BY_NUMBER.get(number);
    }

    /// @throws IllegalStateException when a journal names a method that this version does not know
    static TestMethod get(String name) {
        var method = BY_NAME.get(name);
        if (method == null) {
            throw new IllegalStateException("unknown test payment method " + name);
        }
        return method;
    }

    private static Stream<TestMethod> brands() {
        return Stream.of(good("visa", "visa", "4242424242424242", "US"),
                good("visa_debit", "visa", "4000056655665556", "US"),
                good("mastercard", "mastercard", "5555555555554444", "US"),
                good("mastercard_debit", "mastercard", "5200828282828210", "US"),
                good("mastercard_prepaid", "mastercard", "5105105105105100", "US"),
                good("amex", "amex", "378282246310005", "US"), good("discover", "discover", "6011111111111117", "US"),
                good("diners", "diners", "3056930009020004", "US"), good("jcb", "jcb", "3566002020360505", "JP"),
                good("unionpay", "unionpay", "6200000000000005", "CN"));
    }

    private static Stream<TestMethod> countries() {
        return Stream.of(good("us", "visa", "4242424242424242", "US"), good("ca", "visa", "4000001240000000", "CA"),
                good("mx", "visa", "4000004840008001", "MX"), good("br", "visa", "4000000760000002", "BR"),
                good("gb", "visa", "4000008260000000", "GB"), good("de", "visa", "4000002760000016", "DE"),
                good("fr", "visa", "4000002500000003", "FR"), good("es", "visa", "4000007240000007", "ES"),
                good("it", "visa", "4000003800000008", "IT"), good("nl", "visa", "4000005280000002", "NL"),
                good("at", "visa", "4000000400000008", "AT"), good("ch", "visa", "4000007560000009", "CH"),
                good("se", "visa", "4000007520000008", "SE"), good("pl", "visa", "4000006160000005", "PL"),
                good("au", "visa", "4000000360000006", "AU"), good("jp", "visa", "4000003920000003", "JP"),
                good("in", "visa", "4000003560000008", "IN"));
    }

    private static Stream<TestMethod> declines() {
        return Stream.of(bad("visa_chargeDeclined", "4000000000000002", Decline.GENERIC_DECLINE),
                bad("chargeDeclined", "4000000000000002", Decline.GENERIC_DECLINE),
                bad("chargeCustomerFail", "4000000000000341", Decline.GENERIC_DECLINE),
                bad("visa_chargeDeclinedInsufficientFunds", "4000000000009995", Decline.INSUFFICIENT_FUNDS),
                bad("chargeDeclinedInsufficientFunds", "4000000000009995", Decline.INSUFFICIENT_FUNDS),
                bad("visa_chargeDeclinedLostCard", "4000000000009987", Decline.LOST_CARD),
                bad("visa_chargeDeclinedStolenCard", "4000000000009979", Decline.STOLEN_CARD),
                bad("chargeDeclinedExpiredCard", "4000000000000069", Decline.EXPIRED_CARD),
                bad("visa_chargeDeclinedExpiredCard", "4000000000000069", Decline.EXPIRED_CARD),
                bad("chargeDeclinedIncorrectCvc", "4000000000000127", Decline.INCORRECT_CVC),
                bad("visa_chargeDeclinedIncorrectCvc", "4000000000000127", Decline.INCORRECT_CVC),
                bad("chargeDeclinedProcessingError", "4000000000000119", Decline.PROCESSING_ERROR),
                bad("visa_chargeDeclinedProcessingError", "4000000000000119", Decline.PROCESSING_ERROR),
                bad("visa_chargeDeclinedVelocityLimitExceeded", "4000000000006975", Decline.CARD_VELOCITY_EXCEEDED),
                bad("chargeDeclinedFraudulent", "4100000000000019", Decline.FRAUDULENT),
                bad("radarBlock", "4100000000000019", Decline.FRAUDULENT));
    }

    private static Stream<TestMethod> authentications() {
        return Stream.of(asks("authenticationRequired", "4000002760003184", Authentication.ALWAYS, null),
                asks("authenticationRequiredOnSetup", "4000002500003155", Authentication.ALWAYS, null),
                asks("authenticationRequiredSetupForOffSession", "4000003800000446", Authentication.ON_SESSION, null),
                asks("authenticationRequiredChargeDeclinedInsufficientFunds", "4000008260003178",
                        Authentication.ALWAYS, Decline.INSUFFICIENT_FUNDS),
                asks("threeDSecure2Required", "4000000000003220", Authentication.ALWAYS, null),
                asks("threeDSecureRequired", "4000000000003063", Authentication.ALWAYS, null),
                asks("threeDSecureRequiredChargeDeclined", "4000008400001629", Authentication.ALWAYS,
                        Decline.GENERIC_DECLINE),
                asks("threeDSecureRequiredProcessingError", "4000008400001280", Authentication.ALWAYS,
                        Decline.PROCESSING_ERROR),
                asks("threeDSecureOptional", "4000000000003055", Authentication.NEVER, null));
    }

    private static Stream<TestMethod> refunds() {
        return Stream.of(refunded("pendingRefund", "4000000000007726", Refunding.PENDING_FIRST),
                refunded("refundFail", "4000000000005126", Refunding.FAILS_LATER));
    }

    private static Stream<TestMethod> bankAccounts() {
        return Stream.of(account("success", "000123456789", null, Settling.SOON),
                account("accountClosed", "000111111113", Decline.ACCOUNT_CLOSED, Settling.SOON),
                account("noAccount", "000111111116", Decline.NO_ACCOUNT, Settling.SOON),
                account("insufficientFunds", "000222222227", Decline.BANK_INSUFFICIENT_FUNDS, Settling.SOON),
                account("debitNotAuthorized", "000333333335", Decline.DEBIT_NOT_AUTHORIZED, Settling.SOON),
                account("invalidCurrency", "000444444440", Decline.INVALID_CURRENCY, Settling.SOON),
                account("processing", "000000000009", null, Settling.NEVER));
    }

    // Stripe names no tokens for these: they are given by payment_method_data[sepa_debit][iban]
    private static Stream<TestMethod> ibans() {
        return Stream.of(iban("AT611904300234573201", null, Settling.SOON),
                iban("AT321904300235473204", null, Settling.AFTER_MINUTES),
                iban("AT861904300235473202", Decline.BANK_GENERIC, Settling.SOON),
                iban("AT051904300235473205", Decline.BANK_GENERIC, Settling.AFTER_MINUTES),
                iban("DE89370400440532013000", null, Settling.SOON),
                iban("DE08370400440532013003", null, Settling.AFTER_MINUTES),
                iban("DE62370400440532013001", Decline.BANK_GENERIC, Settling.SOON),
                iban("DE78370400440532013004", Decline.BANK_GENERIC, Settling.AFTER_MINUTES),
                iban("FR1420041010050500013M02606", null, Settling.SOON),
                iban("FR8420041010050500013M02607", Decline.BANK_GENERIC, Settling.SOON));
    }

    private static TestMethod good(String name, String brand, String number, String country) {
        return new TestMethod("pm_card_" + name, new Face(TestMethod.CARD, brand, number, country), GOOD);
    }

    private static TestMethod bad(String name, String number, Decline decline) {
        return asks(name, number, Authentication.NEVER, decline);
    }

    private static TestMethod asks(String name, String number, Authentication authentication,
            @Nullable Decline decline) {
        return new TestMethod("pm_card_" + name, new Face(TestMethod.CARD, "visa", number, "US"),
                new Behaviour(authentication, decline, Settling.AT_ONCE, Refunding.SUCCEEDS));
    }

    private static TestMethod refunded(String name, String number, Refunding refunding) {
        return new TestMethod("pm_card_" + name, new Face(TestMethod.CARD, "visa", number, "US"),
                new Behaviour(Authentication.NEVER, null, Settling.AT_ONCE, refunding));
    }

    private static TestMethod account(String name, String number, @Nullable Decline decline, Settling settling) {
        return new TestMethod("pm_usBankAccount_" + name,
                new Face(TestMethod.US_BANK_ACCOUNT, "STRIPE TEST BANK", number, "US"),
                new Behaviour(Authentication.NEVER, decline, settling, Refunding.PENDING_FIRST));
    }

    private static TestMethod iban(String number, @Nullable Decline decline, Settling settling) {
        return new TestMethod(number, new Face(TestMethod.SEPA_DEBIT, "STRIPE TEST BANK", number,
                number.substring(0, 2)),
                new Behaviour(Authentication.NEVER, decline, settling, Refunding.PENDING_FIRST));
    }
}
