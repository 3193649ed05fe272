package io.tillstream.checkout.catalog.io;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.tillstream.checkout.catalog.CatalogCommand.DeactivateDiscount;
import io.tillstream.checkout.catalog.CatalogCommand.DiscountAsk;
import io.tillstream.checkout.catalog.CatalogCommand.UpsertDiscount;
import io.tillstream.checkout.catalog.DiscountChecks;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.io.DiscountAdministration;
import io.tillstream.checkout.discount.io.DiscountStore;
import io.tillstream.checkout.pricing.Reduction;
import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.io.Publications;
import io.tillstream.event.DiscountEvent;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// What a catalogue asks for discounts.
final class DiscountCommands {

    private final AvroCodec codec;
    private final DiscountStore discounts;
    private final DiscountAdministration administration;

    DiscountCommands(AvroCodec codec, JdbcTemplate jdbc) {
        this.codec = codec;
        this.discounts = new DiscountStore(jdbc);
        this.administration = new DiscountAdministration(jdbc);
    }

    /// Of a batch, by code.
    void lock(Collection<String> codes) {
        discounts.lock(codes);
    }

    Done apply(String key, DiscountAsk ask, Instant now) {
        var outcome = DiscountChecks.decide(key, ask, find(key));
        return new Done(outcome,
                outcome.status() == Outcome.Status.ACCEPTED ? List.of(carryOut(key, ask, now)) : List.of());
    }

    private Outgoing carryOut(String code, DiscountAsk ask, Instant now) {
        return switch (ask) {
            case UpsertDiscount(var offer, var limits) -> {
                administration.write(code, Objects.requireNonNull(offer), limits);
                yield told(code, "discount_set", now);
            }
            case DeactivateDiscount() -> {
                administration.deactivate(code);
                yield told(code, "discount_deactivated", now);
            }
        };
    }

    private Outgoing told(String code, String type, Instant now) {
        var discount = Objects.requireNonNull(find(code));
        return new Publications(codec, now).publish(Topics.DISCOUNT_EVENTS, code, event(discount, type, now),
                code + "-" + discount.version(), type, null);
    }

    private @Nullable Discount find(String code) {
        return discounts.read(List.of(code)).stream().findFirst().orElse(null);
    }

    private static DiscountEvent event(Discount discount, String type, Instant now) {
        var limits = discount.limits();
        var products = discount.offer().productIds();
        var event = DiscountEvent.newBuilder().setCode(discount.code()).setVersion(discount.version()).setType(type)
                .setAt(now).setCurrency(limits.currency()).setMinimumOrder(limits.minimumOrder())
                .setMaxUses(limits.maxUses()).setMaxPerBuyer(limits.maxPerBuyer())
                .setProductIds(products == null ? null : products.stream().sorted().toList())
                .setStartsAt(limits.startsAt()).setEndsAt(limits.endsAt()).setActive(limits.active())
                .setUses(discount.uses());
        return switch (discount.offer().reduction()) {
            case Reduction.Percentage(int points) -> event.setKind("PERCENTAGE").setBasisPoints(points).build();
            case Reduction.FixedAmount(long amount) -> event.setKind("FIXED_AMOUNT").setAmount(amount).build();
            case Reduction.FreeShipping() -> event.setKind("FREE_SHIPPING").build();
            case Reduction.BuyXGetY(int buy, int get) ->
                event.setKind("BUY_X_GET_Y").setBuyQuantity(buy).setGetQuantity(get).build();
        };
    }
}
