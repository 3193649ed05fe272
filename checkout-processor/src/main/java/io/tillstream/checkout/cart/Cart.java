package io.tillstream.checkout.cart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// @param userId  null: a guest's
/// @param version of the last event
/// @param email   as the buyer wrote it, or null
/// @param lines   in the order in which they were added
/// @param orderId of the checkout that closed it, or null
public record Cart(
        UUID id,
        Status status,
        @Nullable String userId,
        String currency,
        long version,
        @Nullable String email,
        List<CartLine> lines,
        @Nullable UUID orderId) {

    public enum Status {
        ACTIVE, ABANDONED, CHECKED_OUT, MERGED
    }

    /// A cart holds at most so many lines, and so many bytes of text in them, so that every event of it and of its order fits into one record.
    public static final int MAX_LINES = 200;
    public static final int MAX_TEXT_BYTES = 200_000;

    public boolean active() {
        return status == Status.ACTIVE || status == Status.ABANDONED;
    }

    public Optional<CartLine> line(String lineId) {
        return lines.stream().filter(line -> line.id().equals(lineId)).findFirst();
    }

    /// Units of a variant over all lines.
    public long quantityOf(String sku) {
        return lines.stream().filter(line -> line.sku().equals(sku)).mapToLong(CartLine::quantity).sum();
    }

    /// UTF-8 bytes of everything in the lines that is not bounded by itself.
    int textBytes() {
        return lines.stream().mapToInt(CartLine::textBytes).sum();
    }

    Cart put(CartLine changed) {
        var after = new ArrayList<>(lines);
        after.replaceAll(line -> line.id().equals(changed.id()) ? changed : line);
        if (line(changed.id()).isEmpty()) {
            after.add(changed);
        }
        return next(Status.ACTIVE, email, after, orderId);
    }

    Cart remove(String lineId) {
        return next(Status.ACTIVE, email, lines.stream().filter(line -> !line.id().equals(lineId)).toList(), orderId);
    }

    Cart withEmail(String email) {
        return next(status, email, lines, orderId);
    }

    public Cart checkedOut(UUID orderId) {
        return next(Status.CHECKED_OUT, email, lines, orderId);
    }

    /// Its order closed without being confirmed: the buyer goes on where the checkout was.
    public Cart reopened() {
        return next(Status.ACTIVE, email, lines, null);
    }

    private Cart next(Status status, @Nullable String email, List<CartLine> lines, @Nullable UUID orderId) {
        return new Cart(id, status, userId, currency, version + 1, email, List.copyOf(lines), orderId);
    }
}
