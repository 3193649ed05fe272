package io.tillstream.api.outcome.io;

import java.util.Map;
import java.util.UUID;

import io.tillstream.api.publishing.StatusId;

/// What one request asks of one cart.
///
/// @param kind    decides where its state is found
/// @param body    canonical body of the request, empty if it has none
/// @param asked   one of the commands of a CartCommand
/// @param extras  what the answer carries at once
public record Ask(
        StatusId.Kind kind,
        UUID command,
        UUID cart,
        String body,
        Object asked,
        Map<String, String> extras) {}
