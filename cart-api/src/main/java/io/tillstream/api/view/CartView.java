package io.tillstream.api.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

import io.tillstream.api.json.Json;
import io.tillstream.api.publishing.Hashing;
import io.tillstream.event.CartEvent;

/// A cart as a storefront shows it. Holds no address of the buyer but country and region, and no user id. All amounts are in minor units.
///
/// @param version    goes up with every change
/// @param user       whether it is a user's, else a guest's
/// @param saved      kept for later, part of no total
/// @param changes    what is not as it was when the buyer added it; null: not compared
/// @param subtotal   the summary's once more
/// @param expiresAt  first moment at which nobody can read it any more, null: without end
/// @param orderId    of a checked out cart
/// @param mergedInto the cart that has taken what this one held
@JsonInclude(Include.NON_NULL)
public record CartView(
        UUID cartId,
        long version,
        String status,
        String currency,
        boolean user,
        List<Line> lines,
        List<Saved> saved,
        CartSummary summary,
        @Nullable List<CartChange> changes,
        long subtotal,
        @Nullable Instant expiresAt,
        @Nullable String orderId,
        @Nullable String mergedInto) {

    private static final int TAG_DIGITS = 16;

    public CartView {
        expiresAt = millis(expiresAt);
    }

    /// @param unitPrice       captured when added
    /// @param discount        of the whole line
    /// @param priceOrigin     base, override or promotion
    /// @param promotionEndsAt of the promotion that the price comes from; null: none, or without end
    @JsonInclude(Include.NON_NULL)
    public record Line(
            String lineId,
            String sku,
            String title,
            Map<String, String> options,
            int quantity,
            long unitPrice,
            long discount,
            String priceOrigin,
            @Nullable Instant promotionEndsAt) {

        public Line {
            promotionEndsAt = millis(promotionEndsAt);
        }
    }

    /// @param unitPrice when it was kept
    public record Saved(
            String lineId,
            String sku,
            String title,
            Map<String, String> options,
            int quantity,
            long unitPrice) {}

    public static CartView of(CartEvent event) {
        var lines = event.getLines().stream().map(line -> new Line(line.getLineId(), line.getSku(), line.getTitle(),
                line.getOptions(), line.getQuantity(), line.getUnitPrice(), line.getDiscount(), line.getPriceOrigin(),
                line.getPromotionEndsAt())).toList();
        var saved = event.getSaved().stream().map(line -> new Saved(line.getLineId(), line.getSku(), line.getTitle(),
                line.getOptions(), line.getQuantity(), line.getUnitPrice())).toList();
        return new CartView(UUID.fromString(event.getCartId()), event.getVersion(), event.getStatus(),
                event.getCurrency(), event.getUserId() != null, lines, saved, CartSummary.of(event), null,
                event.getSubtotal(), event.getExpiresAt(), event.getOrderId(), event.getMergedInto());
    }

    /// The same text for the same cart.
    public String json() {
        return Json.canonical(this);
    }

    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public CartView with(@Nullable List<CartChange> compared) {
        return new CartView(cartId, version, status, currency, user, lines, saved, summary, compared, subtotal,
                expiresAt, orderId, mergedInto);
    }

    /// Another one for another answer: the version alone where nothing has changed, `.0` after it where that is not known.
    public String tag() {
        if (changes == null) {
            return "\"%d.0\"".formatted(version);
        }
        return changes.isEmpty()
                ? "\"%d\"".formatted(version)
                : "\"%d.%s\"".formatted(version, Hashing.of(Json.canonical(changes)).substring(0, TAG_DIGITS));
    }

    /// As events have it.
    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
