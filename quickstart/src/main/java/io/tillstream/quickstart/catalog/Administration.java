package io.tillstream.quickstart.catalog;

import java.io.IOException;

import picocli.CommandLine.Mixin;

import io.tillstream.command.CatalogCommand;
import io.tillstream.quickstart.Asking;
import io.tillstream.schemas.Topics;

/// Asks the catalogue for one thing, and says what became of it.
final class Administration {

    @Mixin
    private Asking asking = new Asking();

    /// @param key  of the record
    /// @param done what to print when it was accepted
    /// @return 0 accepted, 1 refused
    int ask(String key, Object body, String done) throws IOException, InterruptedException {
        return asking.ask(Topics.CATALOG_COMMANDS, key, id -> new CatalogCommand(id, key, body), _ -> done);
    }
}
