package io.tillstream.stripesimulator;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What Stripe takes: currencies, and the least and most one charge may be.
/// See https://docs.stripe.com/currencies.
final class Currencies {

    private static final long MOST = 99_999_999;

    private static final List<String> SUPPORTED = List
            .of(("usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn "
                    + "bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd "
                    + "fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd "
                    + "kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab "
                    + "pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try "
                    + "ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw").split(" ", -1));

    private static final Map<String, Long> LEAST = Map.ofEntries(Map.entry("usd", 50L), Map.entry("aed", 200L),
            Map.entry("aud", 50L), Map.entry("bgn", 100L), Map.entry("brl", 50L), Map.entry("cad", 50L),
            Map.entry("chf", 50L), Map.entry("czk", 1500L), Map.entry("dkk", 250L), Map.entry("eur", 50L),
            Map.entry("gbp", 30L), Map.entry("hkd", 400L), Map.entry("huf", 17_500L), Map.entry("inr", 50L),
            Map.entry("jpy", 50L), Map.entry("mxn", 1000L), Map.entry("myr", 200L), Map.entry("nok", 300L),
            Map.entry("nzd", 50L), Map.entry("pln", 200L), Map.entry("ron", 200L), Map.entry("sek", 300L),
            Map.entry("sgd", 50L), Map.entry("thb", 1000L));

    private Currencies() {}

    /// @return the currency in lower case
    /// @throws Refused when Stripe has no such currency
    static String require(String name) {
        var currency = name.toLowerCase(Locale.ROOT);
        if (!SUPPORTED.contains(currency)) {
            throw new Refused(ApiError.invalid(400, null,
                    "Invalid currency: %s. Stripe currently supports these currencies: %s".formatted(currency,
                            String.join(", ", SUPPORTED)),
                    "currency"));
        }
        return currency;
    }

    /// @throws Refused when the amount is below or above what one charge may be
    static void requireChargeable(long amount, String currency) {
        if (amount < 1) {
            throw new Refused(ApiError.badParameter("parameter_invalid_integer",
                    "This value must be greater than or equal to 1.", "amount"));
        }
        long least = LEAST.getOrDefault(currency, 1L);
        if (amount < least) {
            throw new Refused(ApiError.badParameter("amount_too_small",
                    "Amount must be at least " + written(least, currency), "amount"));
        }
        if (amount > MOST) {
            throw new Refused(ApiError.badParameter("amount_too_large",
                    "Amount must be no more than " + written(MOST, currency), "amount"));
        }
    }

    private static String written(long minor, String code) {
        return price(minor, code) + ' ' + code;
    }

    /// As Stripe writes amounts in messages: `$1,234.50`, without a symbol where there is no short one.
    static String price(long minor, String code) {
        var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        var symbol = currency.getSymbol(Locale.US);
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return "%s%,.{digits}f".replace("{digits}", String.valueOf(digits)).formatted(
                symbol.length() == 1 ? symbol : "", BigDecimal.valueOf(minor, digits));
    }
}
