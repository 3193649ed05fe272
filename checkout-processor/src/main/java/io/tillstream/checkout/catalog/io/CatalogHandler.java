package io.tillstream.checkout.catalog.io;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand;
import io.tillstream.checkout.catalog.CatalogCommand.DiscountAsk;
import io.tillstream.checkout.catalog.CatalogCommand.ProductAsk;
import io.tillstream.checkout.catalog.CatalogCommand.TableAsk;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.Shop.Answer;
import io.tillstream.checkout.shop.Shop.Decided;
import io.tillstream.checkout.shop.io.OutcomeStore;
import io.tillstream.checkout.shop.io.Publications;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.UndecodableException;

/// One batch of a catalogue lane, command by command: batches are small, and a product's commands are rare.
public final class CatalogHandler implements LaneHandler {

    private final AvroCodec codec;
    private final CatalogReader reader;
    private final ProductCommands products;
    private final DiscountCommands discounts;
    private final TableCommands tables;
    private final OutcomeStore outcomes;

    public CatalogHandler(AvroCodec codec, JdbcTemplate jdbc) {
        this.codec = codec;
        this.reader = new CatalogReader(codec);
        this.products = new ProductCommands(codec, jdbc);
        this.discounts = new DiscountCommands(codec, jdbc);
        this.tables = new TableCommands(jdbc);
        this.outcomes = new OutcomeStore(jdbc);
    }

    @Override
    public List<Outgoing> apply(List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
        var published = new ArrayList<Outgoing>();
        var commands = new ArrayList<CatalogCommand>();
        for (var record : records) {
            try {
                commands.add(reader.read(record));
            } catch (UndecodableException | IllegalArgumentException e) {
                published.add(DeadLetters.of(record, String.valueOf(e.getMessage())));
            }
        }
        lock(commands);
        var moment = now.truncatedTo(ChronoUnit.MILLIS); // as events and PostgreSQL have it
        commands.forEach(command -> published.addAll(apply(command, moment)));
        return published;
    }

    /// In the order in which everybody locks: products, variants, discounts, each by id; then zones.
    private void lock(List<CatalogCommand> commands) {
        var ofProducts = new LinkedHashMap<CatalogCommand, ProductAsk>();
        var codes = new ArrayList<String>();
        var ofTables = new ArrayList<TableAsk>();
        for (var command : commands) {
            switch (command.ask()) {
                case ProductAsk ask -> ofProducts.put(command, ask);
                case DiscountAsk _ -> codes.add(command.key());
                case TableAsk ask -> ofTables.add(ask);
            }
        }
        products.lock(ofProducts);
        discounts.lock(codes);
        tables.lock(ofTables);
    }

    @Override
    public List<Outgoing> failed(ConsumerRecord<byte[], byte[]> record, String reason, Instant now) {
        try {
            var command = reader.read(record);
            return outcomes.read(List.of(command.commandId())).isEmpty()
                    ? List.of(answer(command, Outcome.failed(), now))
                    : List.of();
        } catch (UndecodableException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private List<Outgoing> apply(CatalogCommand command, Instant now) {
        var before = outcomes.read(List.of(command.commandId()));
        if (!before.isEmpty()) {
            return List.of(new Publications(codec, now).outcome(before.getFirst().again(command.bodyHash()), null));
        }
        var done = switch (command.ask()) {
            case ProductAsk ask -> products.apply(command, ask, now);
            case DiscountAsk ask -> discounts.apply(command.key(), ask, now);
            case TableAsk ask -> tables.apply(command.key(), ask);
        };
        var published = new ArrayList<>(done.published());
        published.add(answer(command, done.outcome(), now));
        return published;
    }

    private Outgoing answer(CatalogCommand command, Outcome outcome, Instant now) {
        var decided = new Decided(command.commandId(), command.bodyHash(), command.key(), outcome);
        outcomes.write(List.of(decided), now);
        return new Publications(codec, now).outcome(new Answer(decided, false), null);
    }
}
