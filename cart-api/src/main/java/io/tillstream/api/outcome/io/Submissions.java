package io.tillstream.api.outcome.io;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.tillstream.api.outcome.Lookup;
import io.tillstream.api.outcome.Outcome;
import io.tillstream.api.outcome.io.Waiters.Waiter;
import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.StatusId;
import io.tillstream.api.publishing.StatusIds;
import io.tillstream.api.publishing.io.CommandPublisher;
import io.tillstream.command.CartCommand;

/// Takes a command: into Kafka, then the outcome if the caller waits for it and it comes in time, else the address where it will be.
@Component
public class Submissions {

    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

    private final CommandPublisher publisher;
    private final Waiters waiters;
    private final OutcomeStore outcomes;
    private final StatusIds statusIds;
    private final Answers answers;

    Submissions(CommandPublisher publisher, Waiters waiters, OutcomeStore outcomes, StatusIds statusIds,
            Answers answers) {
        this.publisher = publisher;
        this.waiters = waiters;
        this.outcomes = outcomes;
        this.statusIds = statusIds;
        this.answers = answers;
    }

    /// @throws io.tillstream.api.problem.ProblemException if the broker does not have it
    public ResponseEntity<Map<String, Object>> submit(Call call, Ask ask) {
        var hash = call.hash(ask.body());
        if (call.patience().isEmpty()) {
            return pending(publish(call, ask, hash), ask.extras());
        }
        var wait = call.patience().get();
        try (var waiter = waiters.register(ask.command(), hash)) {
            var id = publish(call, ask, hash);
            return outcome(waiter, System.nanoTime() + wait.toNanos(), id)
                    .map(outcome -> decided(outcome, id, wait, ask.extras()))
                    .orElseGet(() -> pending(id, ask.extras()));
        }
    }

    private StatusId publish(Call call, Ask ask, String hash) {
        var command = new CartCommand(ask.command().toString(), ask.cart().id().toString(), hash, ask.cart().user(),
                call.expectedVersion(), ask.asked());
        var written = publisher.publish(command, call.traceparent());
        return StatusId.of(ask.kind(), ask.command(), hash, ask.cart().id(), written.partition(), written.offset());
    }

    private Optional<Outcome> outcome(Waiter waiter, long end, StatusId id) {
        return waiter.await(end).map(first -> last(first, end, id)).orElseGet(() -> stored(id));
    }

    /// Who has the last word is known from the first outcome only, and may have spoken before anybody listened: so listen, then look, then wait.
    private Optional<Outcome> last(Outcome first, long end, StatusId id) {
        var continuedBy = first.continuedBy();
        if (continuedBy == null) {
            return Optional.of(first);
        }
        try (var waiter = waiters.register(continuedBy, "")) {
            return stored(id).or(() -> waiter.await(end)).or(() -> stored(id)).map(last -> last.after(first));
        }
    }

    /// The topic is read from its end: an outcome may have come before this instance listened.
    private Optional<Outcome> stored(StatusId id) {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.empty();
        }
        try {
            return outcomes.find(id) instanceof Lookup.Decided(var outcome) ? Optional.of(outcome) : Optional.empty();
        } catch (DataAccessException e) {
            LOG.debug("No look at the outcomes", e);
            return Optional.empty();
        }
    }

    private ResponseEntity<Map<String, Object>> decided(Outcome outcome, StatusId id, Duration wait,
            Map<String, String> extras) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.LOCATION, address(id));
        headers.set("Preference-Applied", "wait=" + wait.toSeconds());
        return answers.answer(outcome, headers, extras);
    }

    private ResponseEntity<Map<String, Object>> pending(StatusId id, Map<String, String> extras) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.LOCATION, address(id));
        var body = new LinkedHashMap<>(extras);
        body.put("status_url", address(id));
        return OutcomeResponses.pending(HttpStatus.ACCEPTED, headers, body);
    }

    private String address(StatusId id) {
        return switch (id.kind()) {
            case COMMAND -> "/commands/" + statusIds.write(id);
            case CHECKOUT -> "/checkouts/" + statusIds.write(id);
        };
    }
}
