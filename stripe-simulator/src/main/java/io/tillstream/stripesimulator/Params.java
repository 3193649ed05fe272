package io.tillstream.stripesimulator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Typed access to the parameters of a request. Every method throws [Refused] with Stripe's error for a bad value.
final class Params {

    private final Map<String, Object> tree;
    private final String prefix;

    private Params(Map<String, Object> tree, String prefix) {
        this.tree = tree;
        this.prefix = prefix;
    }

    static Params of(Map<String, Object> tree) {
        return new Params(tree, "");
    }

    /// @param known what the simulator understands
    /// @param unsupported what Stripe knows besides
    Params allowing(Set<String> known, Set<String> unsupported) {
        for (var name : tree.keySet()) {
            if (unsupported.contains(name)) {
                throw new Refused(ApiError.unsupported("the parameter " + full(name), full(name)));
            }
        }
        var unknown = tree.keySet().stream().filter(name -> !known.contains(name)).map(this::full).toList();
        if (!unknown.isEmpty()) {
            throw new Refused(ApiError.badParameter("parameter_unknown", "Received unknown parameter%s: %s"
                    .formatted(unknown.size() == 1 ? "" : "s", String.join(", ", unknown)), unknown.getFirst()));
        }
        return this;
    }

    boolean has(String name) {
        return tree.containsKey(name);
    }

    /// Null when absent or empty.
    @Nullable
    String text(String name) {
        var value = tree.get(name);
        if (value instanceof Map) {
            throw new Refused(ApiError.invalid(400, null, "Invalid string: " + value, full(name)));
        }
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    String requiredText(String name) {
        require(name);
        var value = text(name);
        if (value == null) {
            throw new Refused(ApiError.badParameter("parameter_invalid_empty",
                    ("You passed an empty string for '%1$s'. We assume empty values are an attempt to unset a parameter; "
                            + "however '%1$s' cannot be unset. You should remove '%1$s' from your request or supply a "
                            + "non-empty value.").formatted(full(name)),
                    full(name)));
        }
        return value;
    }

    long requiredInteger(String name) {
        require(name);
        return integer(name, 0);
    }

    long integer(String name, long absent) {
        if (!has(name)) {
            return absent;
        }
        var value = Objects.requireNonNullElse(text(name), "");
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Refused(ApiError.badParameter("parameter_invalid_integer",
                    "Invalid integer: " + value, full(name)));
        }
    }

    /// Null when absent.
    @Nullable
    Long positiveInteger(String name) {
        if (!has(name)) {
            return null;
        }
        long value = integer(name, 0);
        if (value < 1) {
            throw new Refused(ApiError.badParameter("parameter_invalid_integer",
                    "This value must be greater than or equal to 1.", full(name)));
        }
        return value;
    }

    boolean flag(String name) {
        var value = text(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new Refused(ApiError.invalid(400, null, "Invalid boolean: " + value, full(name)));
    }

    /// Null when absent.
    @Nullable
    String oneOf(String name, List<String> allowed) {
        var value = text(name);
        if (value != null && !allowed.contains(value)) {
            throw new Refused(ApiError.invalid(400, null,
                    "Invalid %s: must be one of %s".formatted(full(name), String.join(", ", allowed)), full(name)));
        }
        return value;
    }

    /// Null when absent.
    @Nullable
    Params object(String name) {
        var value = tree.get(name);
        return value == null ? null : new Params(Form.asObject(value, full(name)), full(name));
    }

    Params requiredObject(String name) {
        var inner = object(name);
        if (inner == null) {
            throw new Refused(ApiError.missing(full(name)));
        }
        return inner;
    }

    /// The strings of a list or of a flat object, by position or name; empty when absent or unset with an empty value.
    Map<String, String> strings(String name) {
        if (isEmpty(name)) {
            return Map.of();
        }
        var inner = object(name);
        return inner == null
                ? Map.of()
                : inner.tree.keySet().stream().filter(key -> inner.text(key) != null)
                        .collect(Collectors.toMap(key -> key, inner::requiredText));
    }

    private boolean isEmpty(String name) {
        return "".equals(tree.get(name));
    }

    /// As it came: a string or a tree; null when absent.
    @Nullable
    Object raw(String name) {
        return tree.get(name);
    }

    private void require(String name) {
        if (!has(name)) {
            throw new Refused(ApiError.missing(full(name)));
        }
    }

    private String full(String name) {
        return prefix.isEmpty() ? name : "%s[%s]".formatted(prefix, name);
    }
}
