package io.tillstream.api.publishing;

import static io.tillstream.api.problem.ProblemCode.PREFER_INVALID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tillstream.api.problem.ProblemException;

/// `Prefer: wait=N` of RFC 7240. Other preferences are ignored, as it says; of several waits the first counts.
public final class Prefer {

    private static final int MOST_SECONDS = 30;
    private static final Pattern WAIT = Pattern.compile("(?i)wait(\\s*=\\s*\"?([^\";]*)\"?)?\\s*(;.*)?");
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private Prefer() {}

    /// @param headers every `Prefer` header of the request
    /// @return how long to wait, empty if the request does not say
    /// @throws ProblemException if the wait is not 1 to 30 whole seconds
    public static Optional<Duration> wait(List<String> headers) {
        return headers.stream().flatMap(COMMA::splitAsStream).map(String::strip).map(WAIT::matcher)
                .filter(Matcher::matches).findFirst().map(Prefer::seconds);
    }

    private static Duration seconds(Matcher wait) {
        var text = wait.group(2) == null ? "" : wait.group(2).strip();
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_SECONDS) {
            throw new ProblemException(PREFER_INVALID, "Prefer: wait=N takes 1 to 30 whole seconds");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
