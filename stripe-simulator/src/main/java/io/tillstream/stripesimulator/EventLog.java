package io.tillstream.stripesimulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.tillstream.stripesimulator.Event.Happening;
import io.tillstream.stripesimulator.Timeline.Position;

/// What has happened. The oldest are forgotten when there are too many.
final class EventLog {

    private static final int MOST = 200_000;

    private final Timeline<Event> events = new Timeline<>("event");
    private final AtomicLong numbers = new AtomicLong();

    /// The same cause and happenings give the same events.
    List<Event> add(Cause cause, List<Happening> happened) {
        var added = new ArrayList<Event>();
        for (int i = 0; i < happened.size(); i++) {
            var event = new Event(Names.event(cause.root(), i), numbers.incrementAndGet(), happened.get(i), cause);
            events.put(event.id(), new Position(event.created(), event.number()), event);
            added.add(event);
        }
        while (events.size() > MOST) {
            events.forgetOldest();
        }
        return added;
    }

    Timeline<Event> timeline() {
        return events;
    }
}
