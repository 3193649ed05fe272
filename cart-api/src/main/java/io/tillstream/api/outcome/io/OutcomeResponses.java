package io.tillstream.api.outcome.io;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import io.tillstream.api.outcome.Outcome;
import io.tillstream.api.outcome.OutcomeAnswer;
import io.tillstream.api.problem.Problem;

/// Responses to a command, now or later.
public final class OutcomeResponses {

    private OutcomeResponses() {}

    /// @param extras what this service adds to an accepted outcome
    static ResponseEntity<Map<String, Object>> decided(Outcome outcome, HttpHeaders headers, Map<String, ?> extras) {
        if (outcome.replayed()) {
            headers.set("Idempotent-Replayed", "true");
        }
        if (outcome.status() != Outcome.Status.ACCEPTED) {
            return problem(OutcomeAnswer.problem(outcome), headers);
        }
        var body = OutcomeAnswer.accepted(outcome);
        extras.forEach(body::putIfAbsent);
        return ResponseEntity.ok().headers(headers).cacheControl(CacheControl.noStore()).body(body);
    }

    public static ResponseEntity<Map<String, Object>> problem(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status()).headers(headers).cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.body());
    }

    /// @param status 202 when it was just taken, 200 when it was asked for
    public static ResponseEntity<Map<String, Object>> pending(HttpStatus status, HttpHeaders headers,
            Map<String, String> extras) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "pending");
        body.putAll(extras);
        return ResponseEntity.status(status).headers(headers).header(HttpHeaders.RETRY_AFTER, "1")
                .cacheControl(CacheControl.noStore()).body(body);
    }
}
