package io.tillstream.api.cart;

import static io.tillstream.api.problem.ProblemCode.OPTIONS_INVALID;
import static io.tillstream.api.problem.ProblemCode.SKU_INVALID;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.tillstream.api.problem.ProblemException;
import io.tillstream.command.AddItem;

/// @param options such as an engraving; null and empty are the same
public record AddItemRequest(
        @Nullable String sku,
        @Nullable Integer quantity,
        @Nullable Map<String, @Nullable String> options) {

    private static final int LONGEST_SKU = 64;
    private static final int MOST_OPTIONS = 10;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 256;

    /// @throws ProblemException if something is missing or out of its bounds
    public AddItem command() {
        var checkedSku = Bounds.text(SKU_INVALID, "sku", Bounds.required("sku", sku), LONGEST_SKU);
        return new AddItem(checkedSku, Quantity.required(quantity), checkedOptions());
    }

    private Map<String, String> checkedOptions() {
        var checked = new TreeMap<String, String>();
        if (options == null) {
            return checked;
        }
        if (options.size() > MOST_OPTIONS) {
            throw new ProblemException(OPTIONS_INVALID, "'options' takes at most " + MOST_OPTIONS + " options");
        }
        options.forEach((name, value) -> {
            if (value == null) {
                throw new ProblemException(OPTIONS_INVALID, "'options' takes text, not null");
            }
            checked.put(Bounds.text(OPTIONS_INVALID, "options", name, LONGEST_NAME),
                    Bounds.text(OPTIONS_INVALID, "options", value, LONGEST_VALUE));
        });
        return checked;
    }
}
