package io.tillstream.checkout.catalog.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.catalog.CatalogCommand;
import io.tillstream.checkout.catalog.CatalogCommand.NamedVariant;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.Promotion;
import io.tillstream.checkout.pricing.Reduction;
import io.tillstream.command.CancelPromotion;
import io.tillstream.command.CorrectStock;
import io.tillstream.command.DeactivateDiscount;
import io.tillstream.command.ReceiveStock;
import io.tillstream.command.RemoveShippingZone;
import io.tillstream.command.SetPromotion;
import io.tillstream.command.SetShippingZone;
import io.tillstream.command.SetTaxClass;
import io.tillstream.command.SetTaxRates;
import io.tillstream.command.UpsertDiscount;
import io.tillstream.command.UpsertProduct;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;
import io.tillstream.schemas.UndecodableException;

/// Reads what comes on a catalogue lane's topic.
final class CatalogReader {

    private final AvroCodec codec;

    CatalogReader(AvroCodec codec) {
        this.codec = codec;
    }

    /// @throws IllegalArgumentException if a field has no meaning
    CatalogCommand read(ConsumerRecord<byte[], byte[]> record) throws UndecodableException {
        var from = codec.decode(Topics.CATALOG_COMMANDS, record.value() == null ? new byte[0] : record.value());
        if (!new String(record.key(), StandardCharsets.UTF_8).equals(from.getProductId())) {
            throw new IllegalArgumentException("the key is not the one in it, " + from.getProductId());
        }
        var ask = switch (from.getBody()) {
            case UpsertProduct upsert -> product(upsert);
            case ReceiveStock receive ->
                new CatalogCommand.ReceiveStock(receive.getSku(), receive.getQuantity(), receive.getReason());
            case CorrectStock correct ->
                new CatalogCommand.CorrectStock(correct.getSku(), correct.getChange(), correct.getReason());
            case SetTaxClass set -> new CatalogCommand.SetTaxClass(set.getTaxClass());
            case SetPromotion set -> new CatalogCommand.SetPromotion(new Promotion(set.getPromotionId(),
                    set.getPrice(), set.getStartsAt(), set.getEndsAt()), set.getSkus());
            case CancelPromotion cancel -> new CatalogCommand.CancelPromotion(cancel.getPromotionId());
            case UpsertDiscount upsert -> new CatalogCommand.UpsertDiscount(offer(upsert), limits(upsert));
            case DeactivateDiscount _ -> new CatalogCommand.DeactivateDiscount();
            case SetShippingZone set -> TableReader.zone(from.getProductId(), set);
            case RemoveShippingZone _ -> new CatalogCommand.RemoveShippingZone();
            case SetTaxRates set -> TableReader.rates(from.getProductId(), set);
            case Object other ->
                throw new IllegalArgumentException("unknown command " + other.getClass().getSimpleName());
        };
        return new CatalogCommand(UUID.fromString(from.getCommandId()), from.getProductId(), hash(record.value()), ask);
    }

    private static CatalogCommand.UpsertProduct product(UpsertProduct upsert) {
        return new CatalogCommand.UpsertProduct(upsert.getTitle(), upsert.getDescription(), upsert.getCurrency(),
                upsert.getPrice(), upsert.getImage(), upsert.getActive(),
                upsert.getVariants().stream().map(variant -> new NamedVariant(variant.getSku(),
                        variant.getAttributes(), variant.getPrice(), variant.getImage())).toList());
    }

    private static Limits limits(UpsertDiscount from) {
        return new Limits(from.getActive(), from.getCurrency(), from.getMinimumOrder(), from.getMaxUses(),
                from.getMaxPerBuyer(), from.getStartsAt(), from.getEndsAt());
    }

    private static @Nullable Offer offer(UpsertDiscount from) {
        var reduction = reduction(from);
        return reduction == null
                ? null
                : new Offer(reduction, from.getProductIds() == null ? null : Set.copyOf(from.getProductIds()));
    }

    private static @Nullable Reduction reduction(UpsertDiscount from) {
        return switch (from.getKind()) {
            case "PERCENTAGE" ->
                from.getBasisPoints() == null ? null : new Reduction.Percentage(from.getBasisPoints());
            case "FIXED_AMOUNT" -> from.getAmount() == null ? null : new Reduction.FixedAmount(from.getAmount());
            case "FREE_SHIPPING" -> new Reduction.FreeShipping();
            case "BUY_X_GET_Y" -> from.getBuyQuantity() == null || from.getGetQuantity() == null
                    ? null
                    : new Reduction.BuyXGetY(from.getBuyQuantity(), from.getGetQuantity());
            default -> null;
        };
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
