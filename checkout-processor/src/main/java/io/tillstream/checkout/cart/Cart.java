package io.tillstream.checkout.cart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.discount.Buyer;

/// @param userId  null: a guest's
/// @param version of the last event
/// @param email   as the buyer wrote it, or null
/// @param lines   in the order in which they were added
/// @param orderId of the checkout that closed it, or null
/// @param terms   what it costs by, beside its lines
public record Cart(
        UUID id,
        Status status,
        @Nullable String userId,
        String currency,
        long version,
        @Nullable String email,
        List<CartLine> lines,
        @Nullable UUID orderId,
        CartTerms terms) {

    public Cart(UUID id, Status status, @Nullable String userId, String currency, long version, @Nullable String email,
            List<CartLine> lines, @Nullable UUID orderId) {
        this(id, status, userId, currency, version, email, lines, orderId, CartTerms.NONE);
    }

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

    /// @param code null: none
    Cart withDiscount(@Nullable String code) {
        return next(Status.ACTIVE, email, lines, orderId).with(terms.withDiscount(code));
    }

    Cart withAddress(Address address) {
        return next(Status.ACTIVE, email, lines, orderId).with(terms.withAddress(address));
    }

    Cart withMethod(String method) {
        return next(Status.ACTIVE, email, lines, orderId).with(terms.withMethod(method));
    }

    /// Nobody is told, so its version stays.
    Cart guessedWrong(Instant at) {
        return with(terms.withGuesses(terms.guesses().oneMore(at)));
    }

    /// The event of its version tells this total.
    public Cart shown(long total) {
        return with(terms.shown(total));
    }

    public Buyer buyer() {
        return Buyer.of(userId, email);
    }

    private Cart with(CartTerms after) {
        return new Cart(id, status, userId, currency, version, email, lines, orderId, after);
    }

    private Cart next(Status status, @Nullable String email, List<CartLine> lines, @Nullable UUID orderId) {
        return new Cart(id, status, userId, currency, version + 1, email, List.copyOf(lines), orderId,
                terms);
    }
}
