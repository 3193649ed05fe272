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
/// @param saved   for later, in the order in which they were
/// @param expiresAt first moment at which it is gone, unless it changes before; null: never
/// @param mergedInto cart that has been handed all this one held, or null: none
public record Cart(
        UUID id,
        Status status,
        @Nullable String userId,
        String currency,
        long version,
        @Nullable String email,
        List<CartLine> lines,
        @Nullable UUID orderId,
        CartTerms terms,
        List<SavedLine> saved,
        @Nullable Instant expiresAt,
        @Nullable UUID mergedInto) {

    public Cart(UUID id, Status status, @Nullable String userId, String currency, long version, @Nullable String email,
            List<CartLine> lines, @Nullable UUID orderId) {
        this(id, status, userId, currency, version, email, lines, orderId, CartTerms.NONE, List.of(), null, null);
    }

    public enum Status {
        ACTIVE, ABANDONED, CHECKED_OUT, MERGED
    }

    /// A cart holds at most so many lines, as many saved ones, and so many bytes of text in all of them, so that every event of it and of its order
    /// fits into one record.
    public static final int MAX_LINES = 200;
    public static final int MAX_TEXT_BYTES = 200_000;

    public boolean active() {
        return status == Status.ACTIVE || status == Status.ABANDONED;
    }

    /// Nobody can read or change it any more; a job deletes it some day.
    boolean expired(Instant at) {
        return expiresAt != null && !at.isBefore(expiresAt);
    }

    public Optional<CartLine> line(String lineId) {
        return lines.stream().filter(line -> line.id().equals(lineId)).findFirst();
    }

    public Optional<SavedLine> savedLine(String lineId) {
        return saved.stream().filter(line -> line.id().equals(lineId)).findFirst();
    }

    /// Units of a variant over all lines.
    public long quantityOf(String sku) {
        return lines.stream().filter(line -> line.sku().equals(sku)).mapToLong(CartLine::quantity).sum();
    }

    /// UTF-8 bytes of everything in the lines, saved ones too, that is not bounded by itself.
    int textBytes() {
        return lines.stream().mapToInt(CartLine::textBytes).sum() + saved.stream().mapToInt(SavedLine::textBytes).sum();
    }

    Cart put(CartLine changed) {
        var after = new ArrayList<>(lines);
        after.replaceAll(line -> line.id().equals(changed.id()) ? changed : line);
        if (line(changed.id()).isEmpty()) {
            after.add(changed);
        }
        return next(Status.ACTIVE).holding(after, saved);
    }

    Cart remove(String lineId) {
        return next(Status.ACTIVE).holding(without(lineId), saved);
    }

    /// @param line that leaves the cart, with all that is saved of it then
    Cart save(SavedLine line) {
        var after = new ArrayList<>(saved);
        after.replaceAll(each -> each.id().equals(line.id()) ? line : each);
        if (savedLine(line.id()).isEmpty()) {
            after.add(line);
        }
        return next(Status.ACTIVE).holding(without(line.id()), after);
    }

    Cart forget(String lineId) {
        return next(Status.ACTIVE).withoutSaved(lineId);
    }

    /// Nobody is told, so its version stays.
    Cart withoutSaved(String lineId) {
        return holding(lines, saved.stream().filter(line -> !line.id().equals(lineId)).toList());
    }

    private List<CartLine> without(String lineId) {
        return lines.stream().filter(line -> !line.id().equals(lineId)).toList();
    }

    Cart withEmail(String email) {
        return next(status, email, orderId, mergedInto);
    }

    public Cart checkedOut(UUID orderId) {
        return next(Status.CHECKED_OUT, email, orderId, null);
    }

    /// Its order closed without being confirmed: the buyer goes on where the checkout was.
    public Cart reopened() {
        return next(Status.ACTIVE, email, null, null);
    }

    /// Kept as it was, for whoever wants to know later.
    Cart merged(UUID into) {
        return next(Status.MERGED, email, orderId, into);
    }

    /// Nobody has taken what it holds.
    Cart givenBack() {
        return next(Status.ACTIVE, email, orderId, null);
    }

    /// @param email the user's if it was known, else the guest's
    Cart takenOver(@Nullable String email, List<CartLine> lines, List<SavedLine> saved) {
        return next(Status.ACTIVE, email, orderId, null).holding(lines, saved);
    }

    /// @param code null: none
    Cart withDiscount(@Nullable String code) {
        return next(Status.ACTIVE).with(terms.withDiscount(code));
    }

    Cart withAddress(Address address) {
        return next(Status.ACTIVE).with(terms.withAddress(address));
    }

    Cart withMethod(String method) {
        return next(Status.ACTIVE).with(terms.withMethod(method));
    }

    /// Nobody is told, so its version stays.
    Cart guessedWrong(Instant at) {
        return with(terms.withGuesses(terms.guesses().oneMore(at)));
    }

    /// The event of its version tells this total.
    public Cart shown(long total) {
        return with(terms.shown(total));
    }

    /// @param changed when it changed to this version
    public Cart expiring(Instant changed, CartRules rules) {
        return new Cart(id, status, userId, currency, version, email, lines, orderId, terms, saved,
                rules.expiresAt(this, changed), mergedInto);
    }

    public Buyer buyer() {
        return Buyer.of(userId, email);
    }

    Cart with(CartTerms after) {
        return new Cart(id, status, userId, currency, version, email, lines, orderId, after, saved, expiresAt,
                mergedInto);
    }

    private Cart holding(List<CartLine> lines, List<SavedLine> saved) {
        return new Cart(id, status, userId, currency, version, email, List.copyOf(lines), orderId, terms,
                List.copyOf(saved), expiresAt, mergedInto);
    }

    private Cart next(Status status) {
        return next(status, email, orderId, mergedInto);
    }

    private Cart next(Status status, @Nullable String email, @Nullable UUID orderId, @Nullable UUID mergedInto) {
        return new Cart(id, status, userId, currency, version + 1, email, lines, orderId, terms, saved, expiresAt,
                mergedInto);
    }
}
