package io.tillstream.api.problem;

import static io.tillstream.api.problem.ProblemCode.MALFORMED_JSON;
import static io.tillstream.api.problem.ProblemCode.UNKNOWN_PROPERTY;
import static io.tillstream.api.problem.ProblemCode.WRONG_TYPE;

import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says what is wrong with a body, without telling names of our classes.
public final class JsonProblems {

    private JsonProblems() {}

    public static Problem of(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> Problem.of(UNKNOWN_PROPERTY,
                    "'%s' is not a property of this request".formatted(path(unknown)),
                    Map.of("property", path(unknown)));
            case MismatchedInputException mismatch -> wrongType(path(mismatch));
            case InputCoercionException tooLarge -> wrongType(path(tooLarge));
            default -> Problem.of(MALFORMED_JSON, "It cannot be read after line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        };
    }

    private static Problem wrongType(String path) {
        return path.isEmpty()
                ? Problem.of(WRONG_TYPE, "The body takes one JSON object, and nothing after it")
                : Problem.of(WRONG_TYPE, "'%s' has a value of the wrong type".formatted(path),
                        Map.of("property", path));
    }

    private static String path(JacksonException e) {
        return e.getPath().stream().map(step -> String.valueOf(step.getPropertyName()))
                .collect(Collectors.joining("."));
    }
}
