package io.tillstream.api.guess;

import java.util.LinkedHashMap;
import java.util.Map;

/// Counts tries in windows of a fixed length, each beginning with the first try in it. Knows the clients of late only: more than it has room for are
/// forgotten, the one longest silent first.
public final class Windows {

    private static final int MOST_CLIENTS = 50_000;

    private final long length;
    private final Map<String, Window> byClient = new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /// @param length milliseconds
    public Windows(long length) {
        this.length = length;
    }

    /// @param tries in the window, this one included
    /// @param ends  milliseconds from now
    public record Count(long tries, long ends) {}

    private record Window(long tries, long end) {}

    /// @param now milliseconds
    public synchronized Count count(String client, long now) {
        var before = byClient.get(client);
        var after = before == null || now >= before.end()
                ? new Window(1, now + length)
                : new Window(before.tries() + 1, before.end());
        byClient.put(client, after);
        return new Count(after.tries(), after.end() - now);
    }
}
