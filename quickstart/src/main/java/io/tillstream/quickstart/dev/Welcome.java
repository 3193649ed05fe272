package io.tillstream.quickstart.dev;

import java.nio.file.Path;
import java.util.UUID;

/// What the console shows when everything runs.
final class Welcome {

    private Welcome() {}

    static String text(Parts parts, DevPorts ports, Path log) {
        String api = "http://localhost:" + ports.api;
        return """
                  Shop             %s
                  Kafka            %s
                  Schema registry  %s
                  PostgreSQL       %s (user %s)
                  Redis            %s
                  Stripe simulator %s
                  Log              %s

                Open %s in a browser and buy something, or try:
                  curl %s/products
                  curl -X POST %s/carts -H 'Content-Type: application/json' -H 'Prefer: wait=5' \\
                       -H 'Idempotency-Key: %s' -d '{"currency": "USD"}'
                  ./tillstream tail cart.events --from-beginning

                Ctrl-C stops everything.""".formatted(api, parts.kafka().bootstrapServers(), parts.registry().url(),
                parts.database().jdbcUrl(), parts.database().user(), parts.cache().url(), parts.stripe().uri(), log,
                api, api, api, UUID.randomUUID());
    }
}
