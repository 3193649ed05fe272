package io.tillstream.stripesimulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// What the caller wants to be paid.
///
/// @param amount in the currency's minor unit
/// @param currency lower case
/// @param allowRedirects `always` or `never`; null when payment method types are listed instead of chosen automatically
/// @param details parameters that are only repeated in the object (description, shipping, ...), by their names
record Terms(long amount, String currency, @Nullable String allowRedirects, List<String> paymentMethodTypes,
        Map<String, String> metadata, Map<String, Object> details) {

    static final String CAPTURE_METHOD = "capture_method";

    Terms {
        currency = currency.intern();
        paymentMethodTypes = paymentMethodTypes.stream().map(String::intern).toList();
        metadata = compact(metadata);
        details = compact(details);
    }

    // there are many, and their words are few
    private static <V> Map<String, V> compact(Map<String, V> map) {
        return map.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().intern(), Map.Entry::getValue));
    }

    /// Whether the merchant captures the money in a call of its own.
    boolean manualCapture() {
        return "manual".equals(details.get(CAPTURE_METHOD));
    }

    Terms withDetails(Map<String, Object> changed) {
        if (changed.isEmpty()) {
            return this;
        }
        var merged = new HashMap<>(details);
        merged.putAll(changed);
        return new Terms(amount, currency, allowRedirects, paymentMethodTypes, metadata, merged);
    }
}
