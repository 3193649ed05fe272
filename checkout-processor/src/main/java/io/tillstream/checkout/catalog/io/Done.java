package io.tillstream.checkout.catalog.io;

import java.util.List;

import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.publication.Outgoing;

/// What became of a command.
///
/// @param published beside the outcome
record Done(Outcome outcome, List<Outgoing> published) {}
