package io.tillstream.checkout.payment.io;

import java.util.Collection;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/// Which requests of one partition are finished. They finish in any order, so what is committed is the lowest unfinished offset, and beside it,
/// as text, which offsets above it are finished: after a kill only what was unfinished is worked on again. For the thread that polls and
/// those that finish.
final class PartitionProgress {

    /// What goes to Kafka.
    ///
    /// @param offset lowest unfinished, or where the log goes on if nothing is
    /// @param text   [FinishedText]
    record Commit(long offset, String text) {}

    /// Everything below `seen` is finished, or in here.
    private final TreeSet<Long> unfinished = new TreeSet<>();

    /// Those of the unfinished that were left by an earlier owner and have not been delivered here.
    private final TreeSet<Long> awaited = new TreeSet<>();
    private long seen;
    private long next;

    /// @param offset as committed, or where the log begins
    /// @param text   as committed; what cannot be read tells nothing
    PartitionProgress(long offset, @Nullable String text) {
        var known = FinishedText.read(offset, text);
        next = offset;
        seen = known.seen();
        unfinished.addAll(known.unfinished());
        awaited.addAll(known.unfinished());
    }

    /// False if an offset comes again or one goes back: the log was cut or made anew, and nothing that is known here holds.
    synchronized boolean follows(long offset) {
        return offset >= next;
    }

    /// To be told of each delivered offset, in order.
    ///
    /// @return false if it was finished by an earlier owner
    synchronized boolean begin(long offset) {
        passed(offset);
        next = offset + 1;
        if (offset < seen) {
            awaited.remove(offset);
            return unfinished.contains(offset);
        }
        unfinished.add(offset);
        seen = next;
        return true;
    }

    synchronized void finished(long offset) {
        unfinished.remove(offset);
    }

    /// Nothing below the offset will be delivered any more: what is not here yet has gone, or was never a request.
    synchronized void passed(long offset) {
        Collection<Long> gone = awaited.headSet(offset);
        unfinished.removeAll(gone);
        gone.clear();
        next = Math.max(next, offset);
        seen = Math.max(seen, offset);
    }

    /// Requests that are worked on here.
    synchronized int inHand() {
        return unfinished.size() - awaited.size();
    }

    synchronized Commit commit() {
        long lowest = unfinished.isEmpty() ? seen : unfinished.first();
        return new Commit(lowest, FinishedText.write(lowest, seen, unfinished));
    }
}
