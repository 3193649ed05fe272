package io.tillstream.checkout.payment.io;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/// Says which offsets above the committed one are unfinished, in few characters: `1;<how far is known>;<gap>.<length>,<gap>.<length>...`: runs of
/// unfinished offsets, each counted from the end of the one before, in base 36. What is between the runs is finished.
final class FinishedText {

    /// @param seen       everything below it is finished or in the list
    /// @param unfinished ascending
    record Known(long seen, List<Long> unfinished) {}

    /// Brokers take 4,096 (`offset.metadata.max.bytes`).
    static final int LONGEST = 4_000;
    private static final int MOST_UNFINISHED = 100_000;
    private static final int BASE = 36;
    private static final String VERSION = "1";

    /// Longest that stands before the runs.
    private static final int HEAD = 20;

    private FinishedText() {}

    /// @param unfinished none below lowest, none at or above seen
    /// @return empty if all that is known is in `lowest`. Too many runs: the last ones are left out, and all above the rest counts as not seen.
    static String write(long lowest, long seen, SortedSet<Long> unfinished) {
        if (unfinished.isEmpty()) {
            return "";
        }
        var runs = new StringBuilder();
        var known = seen;
        var end = lowest;
        for (var run : runs(unfinished)) {
            var piece = (runs.isEmpty() ? "" : ",") + text(run[0] - end) + "." + text(run[1] - run[0]);
            if (runs.length() + piece.length() > LONGEST) {
                known = run[0];
                break;
            }
            runs.append(piece);
            end = run[1];
        }
        return VERSION + ";" + text(known - lowest) + ";" + runs;
    }

    /// First offset, and the one after the last.
    private static List<long[]> runs(SortedSet<Long> offsets) {
        var runs = new ArrayList<long[]>();
        for (long offset : offsets) {
            if (!runs.isEmpty() && runs.getLast()[1] == offset) {
                runs.getLast()[1]++;
            } else {
                runs.add(new long[]{offset, offset + 1});
            }
        }
        return runs;
    }

    /// @return nothing but the offset, if the text is absent or not of this form
    static Known read(long lowest, @Nullable String text) {
        try {
            return text == null || text.length() > LONGEST + HEAD ? nothing(lowest) : parsed(lowest, text);
        } catch (ArithmeticException | IndexOutOfBoundsException | NumberFormatException _) {
            return nothing(lowest);
        }
    }

    private static Known nothing(long lowest) {
        return new Known(lowest, List.of());
    }

    private static Known parsed(long lowest, String text) {
        var parts = text.split(";", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            return nothing(lowest);
        }
        var seen = Math.addExact(lowest, number(parts[1]));
        var unfinished = new ArrayList<Long>();
        var end = lowest;
        for (var piece : parts[2].split(",", -1)) {
            var numbers = piece.split("\\.", -1);
            var start = Math.addExact(end, number(numbers[0]));
            end = Math.addExact(start, number(numbers[1]));
            if (numbers.length != 2 || end > seen || unfinished.size() + (end - start) > MOST_UNFINISHED) {
                return nothing(lowest);
            }
            add(unfinished, start, end);
        }
        return new Known(seen, unfinished);
    }

    private static void add(List<Long> offsets, long start, long end) {
        for (var offset = start; offset < end; offset++) {
            offsets.add(offset);
        }
    }

    private static String text(long number) {
        return Long.toString(number, BASE);
    }

    /// @throws NumberFormatException also for what has a sign
    private static long number(String text) {
        if (text.startsWith("-") || text.startsWith("+")) {
            throw new NumberFormatException(text);
        }
        return Long.parseLong(text, BASE);
    }
}
