package io.tillstream.checkout.catalog.io;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand;
import io.tillstream.checkout.catalog.CatalogCommand.NamedVariant;
import io.tillstream.checkout.catalog.CatalogDecider;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.io.DiscountAdministration;
import io.tillstream.checkout.discount.io.DiscountStore;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.io.StockStore;
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
    private final CatalogStore catalog;
    private final DiscountStore discounts;
    private final DiscountAdministration administration;
    private final StockStore stock;
    private final OutcomeStore outcomes;

    public CatalogHandler(AvroCodec codec, JdbcTemplate jdbc) {
        this.codec = codec;
        this.reader = new CatalogReader(codec);
        this.catalog = new CatalogStore(jdbc);
        this.discounts = new DiscountStore(jdbc);
        this.administration = new DiscountAdministration(jdbc);
        this.stock = new StockStore(jdbc);
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
        commands.forEach(command -> published.addAll(apply(command, now)));
        return published;
    }

    /// In the order in which everybody locks: products, variants, discounts, each by id.
    private void lock(List<CatalogCommand> commands) {
        var ofProducts = commands.stream().filter(command -> code(command) == null).toList();
        catalog.lock(ofProducts.stream().map(CatalogCommand::key).toList(),
                ofProducts.stream().flatMap(command -> skus(command).stream()).toList());
        discounts.lock(commands.stream().map(CatalogHandler::code).filter(Objects::nonNull).toList());
    }

    @Override
    public List<Outgoing> failed(ConsumerRecord<byte[], byte[]> record, String reason, Instant now) {
        try {
            var command = reader.read(record);
            return outcomes.read(List.of(command.commandId())).isEmpty()
                    ? List.of(answer(command,
                            Outcome.failed(),
                            now))
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
        var outcome = CatalogDecider.decide(command, known(command));
        var published = new ArrayList<Outgoing>();
        if (outcome.status() == Outcome.Status.ACCEPTED) {
            switch (command.ask()) {
                case CatalogCommand.UpsertProduct upsert -> catalog.write(command.key(), upsert, now);
                case CatalogCommand.SetTaxClass(String taxClass) -> catalog.setTaxClass(command.key(), taxClass, now);
                case CatalogCommand.UpsertDiscount(var offer, var limits) ->
                    administration.write(Discount.code(command.key()), Objects.requireNonNull(offer), limits);
                case CatalogCommand.DeactivateDiscount() -> administration.deactivate(Discount.code(command.key()));
                case CatalogCommand.ReceiveStock receive -> published.add(receive(command.commandId(), receive, now));
            }
        }
        published.add(answer(command, outcome, now));
        return published;
    }

    private CatalogDecider.Known known(CatalogCommand command) {
        var code = code(command);
        return code == null
                ? catalog.known(command.key(), skus(command))
                : new CatalogDecider.Known(null, Map.of(), Map.of(),
                        discounts.read(List.of(code)).stream().findFirst().orElse(null));
    }

    /// @return null: it is about a product
    private static @Nullable String code(CatalogCommand command) {
        return switch (command.ask()) {
            case CatalogCommand.UpsertDiscount _,CatalogCommand.DeactivateDiscount _ -> Discount.code(command.key());
            case CatalogCommand.UpsertProduct _,CatalogCommand.SetTaxClass _,CatalogCommand.ReceiveStock _ -> null;
        };
    }

    private Outgoing receive(UUID commandId, CatalogCommand.ReceiveStock receive, Instant now) {
        var variant = stock.lock(List.of(receive.sku())).getFirst().changeStock(receive.quantity());
        stock.write(List.of(variant),
                List.of(new StockMovement(receive.sku(), StockMovement.Kind.RECEIVED, commandId, receive.quantity(),
                        receive.reason())),
                now);
        return new Publications(codec, now).stock(variant, receive.quantity());
    }

    private Outgoing answer(CatalogCommand command, Outcome outcome, Instant now) {
        var decided = new Decided(command.commandId(), command.bodyHash(), command.key(), outcome);
        outcomes.write(List.of(decided), now);
        return new Publications(codec, now).outcome(new Answer(decided, false), null);
    }

    private static List<String> skus(CatalogCommand command) {
        return switch (command.ask()) {
            case CatalogCommand.UpsertProduct upsert -> upsert.variants().stream().map(NamedVariant::sku).toList();
            case CatalogCommand.ReceiveStock receive -> List.of(receive.sku());
            case CatalogCommand.SetTaxClass _,CatalogCommand.UpsertDiscount _,CatalogCommand.DeactivateDiscount _ ->
                List.of();
        };
    }
}
