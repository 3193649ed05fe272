package io.tillstream.api.outcome.io;

import java.util.Map;
import java.util.UUID;

import io.tillstream.api.identity.OwnedCart;
import io.tillstream.api.publishing.StatusId;

/// What one request asks of one cart.
///
/// @param kind    decides where its state is found
/// @param cart    that is asked, and the user who asks
/// @param body    canonical body of the request, empty if it has none
/// @param asked   one of the commands of a CartCommand
/// @param extras  what the answer carries at once
public record Ask(
        StatusId.Kind kind,
        UUID command,
        OwnedCart cart,
        String body,
        Object asked,
        Map<String, String> extras) {}
