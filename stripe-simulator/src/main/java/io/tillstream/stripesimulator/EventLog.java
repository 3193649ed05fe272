package io.tillstream.stripesimulator;

import java.util.ArrayList;
import java.util.List;

import io.tillstream.stripesimulator.Event.Happening;
import io.tillstream.stripesimulator.Timeline.Position;

/// What has happened. The oldest are forgotten when there are too many.
final class EventLog {

    private final Timeline<Event> events = new Timeline<>("event");
    private final int most;
    private long numbers;

    /// @param most that are kept
    EventLog(int most) {
        this.most = most;
    }

    /// The same cause and happenings give the same events.
    synchronized List<Event> add(Cause cause, List<Happening> happened) {
        var added = new ArrayList<Event>();
        for (int i = 0; i < happened.size(); i++) {
            var event = new Event(Names.event(cause.root(), i), ++numbers, happened.get(i), cause);
            events.put(event.id(), new Position(event.created(), event.number()), event);
            added.add(event);
        }
        while (events.size() > most) {
            events.forgetOldest();
        }
        return added;
    }

    Timeline<Event> timeline() {
        return events;
    }
}
