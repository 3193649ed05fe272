package io.tillstream.api.outcome.io;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.outcome.Lookup;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.StatusIds;

@RestController
class CommandController {

    private final StatusIds statusIds;
    private final OutcomeStore outcomes;
    private final Answers answers;

    CommandController(StatusIds statusIds, OutcomeStore outcomes, Answers answers) {
        this.statusIds = statusIds;
        this.outcomes = outcomes;
        this.answers = answers;
    }

    @GetMapping("/commands/{id}")
    ResponseEntity<Map<String, Object>> command(@PathVariable String id) {
        var status = statusIds.read(id).orElseThrow(
                () -> new ProblemException(ProblemCode.COMMAND_NOT_FOUND, "No command has this status id"));
        var headers = new HttpHeaders();
        return switch (outcomes.find(status)) {
            case Lookup.Pending() -> OutcomeResponses.pending(HttpStatus.OK, headers, Map.of());
            case Lookup.Decided(var outcome) -> answers.answer(outcome, headers, Map.of());
            case Lookup.Reused() -> OutcomeResponses.problem(Lookup.reused(), headers);
            case Lookup.Expired() -> OutcomeResponses.problem(Lookup.expired(), headers);
        };
    }
}
