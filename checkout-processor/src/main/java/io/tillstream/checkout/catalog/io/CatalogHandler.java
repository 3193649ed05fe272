package io.tillstream.checkout.catalog.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand;
import io.tillstream.checkout.catalog.CatalogCommand.NamedVariant;
import io.tillstream.checkout.catalog.CatalogDecider;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.lane.LaneHandler;
import io.tillstream.checkout.publication.DeadLetters;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.Shop.Answer;
import io.tillstream.checkout.shop.Shop.Decided;
import io.tillstream.checkout.shop.io.OutcomeStore;
import io.tillstream.checkout.shop.io.Publications;
import io.tillstream.command.ReceiveStock;
import io.tillstream.command.UpsertProduct;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// One batch of a catalogue lane, command by command: batches are small, and a product's commands are rare.
public final class CatalogHandler implements LaneHandler {

    private final AvroCodec codec;
    private final CatalogStore catalog;
    private final StockStore stock;
    private final OutcomeStore outcomes;

    public CatalogHandler(AvroCodec codec, JdbcTemplate jdbc) {
        this.codec = codec;
        this.catalog = new CatalogStore(jdbc);
        this.stock = new StockStore(jdbc);
        this.outcomes = new OutcomeStore(jdbc);
    }

    @Override
    public List<Outgoing> apply(List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
        var published = new ArrayList<Outgoing>();
        var commands = new ArrayList<CatalogCommand>();
        for (var record : records) {
            try {
                commands.add(read(record));
            } catch (UndecodableException | IllegalArgumentException e) {
                published.add(DeadLetters.of(record, String.valueOf(e.getMessage())));
            }
        }
        catalog.lock(commands.stream().map(CatalogCommand::productId).toList(),
                commands.stream().flatMap(command -> skus(command).stream()).toList());
        commands.forEach(command -> published.addAll(apply(command, now)));
        return published;
    }

    @Override
    public List<Outgoing> failed(ConsumerRecord<byte[], byte[]> record, String reason, Instant now) {
        try {
            var command = read(record);
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
        var outcome = CatalogDecider.decide(command, catalog.known(command.productId(), skus(command)));
        var published = new ArrayList<Outgoing>();
        if (outcome.status() == Outcome.Status.ACCEPTED) {
            switch (command.ask()) {
                case CatalogCommand.UpsertProduct upsert -> catalog.write(command.productId(), upsert, now);
                case CatalogCommand.ReceiveStock receive -> published.add(receive(command.commandId(), receive, now));
            }
        }
        published.add(answer(command, outcome, now));
        return published;
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
        var decided = new Decided(command.commandId(), command.bodyHash(), command.productId(), outcome);
        outcomes.write(List.of(decided), now);
        return new Publications(codec, now).outcome(new Answer(decided, false), null);
    }

    private static List<String> skus(CatalogCommand command) {
        return switch (command.ask()) {
            case CatalogCommand.UpsertProduct upsert -> upsert.variants().stream().map(NamedVariant::sku).toList();
            case CatalogCommand.ReceiveStock receive -> List.of(receive.sku());
        };
    }

    private CatalogCommand read(ConsumerRecord<byte[], byte[]> record) throws UndecodableException {
        var from = codec.decode(Topics.CATALOG_COMMANDS, record.value() == null ? new byte[0] : record.value());
        if (!new String(record.key(), StandardCharsets.UTF_8).equals(from.getProductId())) {
            throw new IllegalArgumentException("the key is not the product id " + from.getProductId());
        }
        var ask = switch (from.getBody()) {
            case UpsertProduct upsert ->
                new CatalogCommand.UpsertProduct(upsert.getTitle(), upsert.getDescription(), upsert.getCurrency(),
                        upsert.getPrice(), upsert.getImage(), upsert.getActive(),
                        upsert.getVariants().stream().map(variant -> new NamedVariant(variant.getSku(),
                                variant.getAttributes(), variant.getPrice(), variant.getImage())).toList());
            case ReceiveStock receive ->
                new CatalogCommand.ReceiveStock(receive.getSku(), receive.getQuantity(), receive.getReason());
            case Object other ->
                throw new IllegalArgumentException("unknown command " + other.getClass().getSimpleName());
        };
        return new CatalogCommand(UUID.fromString(from.getCommandId()), from.getProductId(), hash(record.value()), ask);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
