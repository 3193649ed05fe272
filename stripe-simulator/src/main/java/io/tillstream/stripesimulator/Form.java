package io.tillstream.stripesimulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stripe's form encoding as a tree: `a[b]=1&l[]=x&l[0]=y` gives maps of maps and strings; lists are maps by position.
/// Keys are sorted, so equal parameters give equal trees whatever their order was.
final class Form {

    private static final int MAX_DEPTH = 8;

    private Form() {}

    /// @param encoded a body or a query; may be empty
    /// @throws Refused when a parameter is both a value and an object, or nested too deeply
    static Map<String, Object> parse(String encoded) {
        var root = new TreeMap<String, Object>();
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var key = decode(equals < 0 ? pair : pair.substring(0, equals));
                put(root, path(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return root;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(ApiError.invalid(400, null, "Invalid encoding: %s".formatted(text), null));
        }
    }

    private static List<String> path(String key) {
        var path = new ArrayList<String>();
        int open = key.indexOf('[');
        path.add(open < 0 ? key : key.substring(0, open));
        while (open >= 0) {
            int close = key.indexOf(']', open);
            if (close < 0 || path.size() == MAX_DEPTH) {
                throw new Refused(ApiError.invalid(400, null, "Invalid parameter name: %s".formatted(key), key));
            }
            path.add(key.substring(open + 1, close));
            open = key.indexOf('[', close);
        }
        return path;
    }

    private static void put(Map<String, Object> root, List<String> path, String value) {
        var node = root;
        for (var name : path.subList(0, path.size() - 1)) {
            node = asObject(node.computeIfAbsent(place(name, node), missing -> new TreeMap<String, Object>()), name);
        }
        var last = place(path.getLast(), node);
        if (node.put(last, value) instanceof Map) {
            throw invalidObject(last);
        }
    }

    private static String place(String name, Map<String, Object> node) {
        return name.isEmpty() ? String.valueOf(node.size()) : name;
    }

    @SuppressWarnings("unchecked") // only this class fills the tree
    static Map<String, Object> asObject(Object node, String name) {
        if (node instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw invalidObject(name);
    }

    private static Refused invalidObject(String name) {
        return new Refused(ApiError.invalid(400, null, "Invalid object", name));
    }
}
