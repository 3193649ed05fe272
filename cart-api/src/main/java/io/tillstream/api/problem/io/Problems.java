package io.tillstream.api.problem.io;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import tools.jackson.core.JacksonException;

import io.tillstream.api.problem.JsonProblems;
import io.tillstream.api.problem.Problem;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// The problem that tells of an exception. Never its message: that is for the log.
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static Problem of(Exception e) {
        return switch (e) {
            case ProblemException problem -> problem.problem();
            case HttpMessageNotReadableException body -> unreadable(body);
            case TypeMismatchException parameter ->
                Problem.of(ProblemCode.PARAMETER_INVALID, "A parameter has a value of the wrong type");
            case ErrorResponse response -> ofStatus(response.getStatusCode().value());
            case TransientDataAccessException database -> unavailable(e);
            case RecoverableDataAccessException database -> unavailable(e);
            case DataAccessResourceFailureException database -> unavailable(e);
            default -> internal(e);
        };
    }

    /// For what the container or the framework refuses before our code sees it.
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "See /openapi.yaml for what there is");
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "The header Allow names those that are");
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "Answers are JSON");
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "");
            case 415 -> Problem.of(ProblemCode.MEDIA_TYPE_UNSUPPORTED, "Send Content-Type: application/json");
            default -> status >= 400 && status < 500
                    ? Problem.of(ProblemCode.BAD_REQUEST, "")
                    : Problem.of(ProblemCode.INTERNAL_ERROR, "");
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        return e.getCause() instanceof JacksonException json
                ? JsonProblems.of(json)
                : Problem.of(ProblemCode.BODY_MISSING, "This request takes a JSON object");
    }

    private static Problem unavailable(Exception e) {
        LOG.warn("PostgreSQL does not answer: {}", e.getMessage());
        return Problem.of(ProblemCode.SERVICE_UNAVAILABLE, "Nothing was changed; ask again");
    }

    private static Problem internal(Exception e) {
        LOG.error("A request failed", e);
        return Problem.of(ProblemCode.INTERNAL_ERROR, "The same request with the same Idempotency-Key is safe");
    }
}
