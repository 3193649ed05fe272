package io.tillstream.checkout.lane.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What befalls a worker, and where.
record Fault(Point point, Kind kind) {

    enum Point {
        BEFORE_POSTGRES_COMMIT, AFTER_POSTGRES_COMMIT, BEFORE_BEGIN, AFTER_SEND, AFTER_OFFSETS, AFTER_KAFKA_COMMIT
    }

    /// CRASH ends the process at once. FREEZE stops it until others have taken over. EXCEPTION is what a lost answer looks like. HOLD outlasts the
    /// transaction timeout. TWIN makes another producer with the same transactional id.
    enum Kind {
        CRASH, FREEZE, EXCEPTION, HOLD, TWIN
    }

    /// Cheap ones several times.
    static List<Fault> all() {
        var all = new ArrayList<Fault>();
        for (var point : Point.values()) {
            all.add(new Fault(point, Kind.CRASH));
            all.add(new Fault(point, Kind.FREEZE));
            all.addAll(Collections.nCopies(3, new Fault(point, Kind.EXCEPTION)));
        }
        all.add(new Fault(Point.AFTER_OFFSETS, Kind.HOLD));
        all.add(new Fault(Point.AFTER_SEND, Kind.TWIN));
        all.add(new Fault(Point.AFTER_OFFSETS, Kind.TWIN));
        return all;
    }

    static Fault parse(String text) {
        var parts = text.split(" ", 2);
        return new Fault(Point.valueOf(parts[0]), Kind.valueOf(parts[1]));
    }

    @Override
    public String toString() {
        return point + " " + kind;
    }
}
