package io.tillstream.quickstart;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Something that the user can do something about. The message is one line that names what, the value and the fix.
public final class Failure extends RuntimeException {

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /// What to show of any exception: the message of the first one that says something, without line breaks.
    public static String oneLine(Throwable failure) {
        Throwable shown = failure;
        while (shown.getCause() != null
                && (shown instanceof ExecutionException || shown instanceof CompletionException)) {
            shown = shown.getCause();
        }
        String message = shown.getMessage();
        String text = message == null
                ? shown.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
        Throwable cause = shown.getCause();
        return cause == null || shown instanceof Failure ? text : text + " (" + oneLine(cause) + ")";
    }
}
