package io.tillstream.api.problem.io;

import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.tillstream.api.problem.Problem;
import io.tillstream.api.problem.ProblemException;

/// Every exception of a request becomes a problem here.
@RestControllerAdvice
class ProblemAdvice {

    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    @ExceptionHandler
    @Nullable
    ResponseEntity<Map<String, Object>> problem(Exception e, HttpServletResponse response) {
        var problem = Problems.of(e);
        if (response.isCommitted()) {
            return null; // a stream that broke off: nothing more can be said
        }
        var headers = new HttpHeaders();
        if (e instanceof ErrorResponse framework) {
            headers.addAll(framework.getHeaders());
        }
        if (e instanceof ProblemException ours) {
            ours.headers().forEach(headers::set);
        }
        return answer(problem, headers);
    }

    static ResponseEntity<Map<String, Object>> answer(Problem problem, HttpHeaders headers) {
        if (problem.status() == UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        if (problem.status() == UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        headers.setCacheControl("no-store");
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return ResponseEntity.status(problem.status()).headers(headers).body(problem.body());
    }
}
