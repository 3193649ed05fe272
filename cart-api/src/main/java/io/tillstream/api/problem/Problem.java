package io.tillstream.api.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// An RFC 9457 problem.
///
/// @param code    stable, see [ProblemCode]
/// @param status  HTTP status
/// @param title   the same for every problem of that code
/// @param detail  for a person, about this one
/// @param members what a program may want to know about this one; never replaces a standard member
public record Problem(String code, int status, String title, String detail, Map<String, ?> members) {

    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance", "code");

    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, Map.of());
    }

    public static Problem of(ProblemCode code, String detail, Map<String, ?> members) {
        return new Problem(code.code(), code.status(), code.title(), detail, members);
    }

    /// Members in the order in which they are written.
    public Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:tillstream:problem:" + code);
        body.put("title", title);
        body.put("status", status);
        if (!detail.isBlank()) {
            body.put("detail", detail);
        }
        body.put("code", code);
        members.forEach((name, value) -> {
            if (!STANDARD.contains(name)) {
                body.put(name, value);
            }
        });
        return body;
    }
}
