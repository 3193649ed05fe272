package io.tillstream.checkout.catalog.io;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand;
import io.tillstream.checkout.catalog.CatalogCommand.CancelPromotion;
import io.tillstream.checkout.catalog.CatalogCommand.CorrectStock;
import io.tillstream.checkout.catalog.CatalogCommand.NamedVariant;
import io.tillstream.checkout.catalog.CatalogCommand.ProductAsk;
import io.tillstream.checkout.catalog.CatalogCommand.ReceiveStock;
import io.tillstream.checkout.catalog.CatalogCommand.SetPromotion;
import io.tillstream.checkout.catalog.CatalogCommand.SetTaxClass;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertProduct;
import io.tillstream.checkout.catalog.CatalogDecider;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.inventory.StockMovement;
import io.tillstream.checkout.inventory.io.StockStore;
import io.tillstream.checkout.pricing.Promotion;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.io.Publications;
import io.tillstream.event.CatalogEvent;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// What a catalogue asks for products, their prices and their stock.
final class ProductCommands {

    private final AvroCodec codec;
    private final CatalogStore catalog;
    private final PromotionStore promotions;
    private final PriceHistoryStore history;
    private final StockStore stock;

    ProductCommands(AvroCodec codec, JdbcTemplate jdbc) {
        this.codec = codec;
        this.catalog = new CatalogStore(jdbc);
        this.promotions = new PromotionStore(jdbc);
        this.history = new PriceHistoryStore(jdbc);
        this.stock = new StockStore(jdbc);
    }

    /// Of a batch: products, then variants, each by id.
    void lock(Map<CatalogCommand, ProductAsk> commands) {
        if (!commands.isEmpty()) {
            catalog.lock(commands.keySet().stream().map(CatalogCommand::key).toList(),
                    commands.values().stream().flatMap(ask -> skus(ask).stream()).toList());
        }
    }

    Done apply(CatalogCommand command, ProductAsk ask, Instant now) {
        var known = catalog.known(command.key(), skus(ask), known(command.key(), ask));
        var outcome = CatalogDecider.decide(command.key(), ask, known, now);
        return new Done(outcome,
                outcome.status() == Outcome.Status.ACCEPTED ? carryOut(command, ask, now) : List.of());
    }

    private Map<String, Promotion> known(String productId, ProductAsk ask) {
        return switch (ask) {
            case SetPromotion _,CancelPromotion _ -> promotions.ofProduct(productId);
            case UpsertProduct _,SetTaxClass _,ReceiveStock _,CorrectStock _ -> Map.of();
        };
    }

    private List<Outgoing> carryOut(CatalogCommand command, ProductAsk ask, Instant now) {
        var product = command.key();
        return switch (ask) {
            case UpsertProduct upsert -> listed(product, now, () -> catalog.write(product, upsert, now));
            case SetTaxClass(String taxClass) ->
                listed(product, now, () -> catalog.setTaxClass(product, taxClass, now));
            case SetPromotion(Promotion promotion, List<String> skus) -> listed(product, now, () -> {
                promotions.set(product, promotion, skus);
                catalog.touch(product, now);
            });
            case CancelPromotion(String promotionId) -> listed(product, now, () -> {
                promotions.cancel(product, promotionId, now);
                catalog.touch(product, now);
            });
            case ReceiveStock(String sku, int quantity, String reason) ->
                moved(sku, StockMovement.Kind.RECEIVED, command.commandId(), quantity, reason, now);
            case CorrectStock(String sku, int change, String reason) ->
                moved(sku, StockMovement.Kind.CORRECTED, command.commandId(), change, reason, now);
        };
    }

    private List<Outgoing> listed(String productId, Instant now, Runnable change) {
        change.run();
        var listings = catalog.listings(productId, now);
        history.write(listings, now);
        var lowest = history.lowest(listings, now);
        var publications = new Publications(codec, now);
        return listings.stream().map(each -> publications.publish(Topics.CATALOG_EVENTS, each.sku(),
                event(each, lowest.get(each.sku()), now), each.sku() + "-" + each.version(), "variant_listed", null))
                .toList();
    }

    private static CatalogEvent event(Listing listing, @Nullable Long lowest, Instant now) {
        var price = listing.tariff().at(now);
        var regular = listing.tariff().regular();
        var promotions = listing.tariff().promotions().stream().map(each -> new io.tillstream.event.Promotion(
                each.id(), each.price(), each.startsAt(), each.endsAt())).toList();
        return new CatalogEvent(listing.sku(), listing.version(), now, listing.productId(), listing.title(),
                listing.attributes(), listing.image(), listing.active(), listing.taxClass(), listing.currency(),
                price.amount(), price.origin().text(), regular.amount(), lowest == null ? regular.amount() : lowest,
                promotions);
    }

    private List<Outgoing> moved(String sku, StockMovement.Kind kind, UUID cause, int change, String reason,
            Instant now) {
        var variant = stock.lock(List.of(sku)).getFirst().changeStock(change);
        var movement = new StockMovement(sku, kind, cause, change, reason);
        stock.write(List.of(variant), List.of(movement), now);
        return List.of(new Publications(codec, now).stock(variant, movement));
    }

    private static List<String> skus(ProductAsk ask) {
        return switch (ask) {
            case UpsertProduct upsert -> upsert.variants().stream().map(NamedVariant::sku).toList();
            case ReceiveStock receive -> List.of(receive.sku());
            case CorrectStock correct -> List.of(correct.sku());
            case SetPromotion set -> set.skus();
            case SetTaxClass _,CancelPromotion _ -> List.of();
        };
    }
}
