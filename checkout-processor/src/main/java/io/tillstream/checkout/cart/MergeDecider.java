package io.tillstream.checkout.cart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.cart.CartCommand.MergeInto;
import io.tillstream.checkout.cart.CartCommand.TakeOver;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;

/// Decides how a guest's cart becomes part of a user's. They are of different lanes: the guest's cart becomes MERGED and hands over all it holds,
/// and the user's takes it, or the guest's gets it back. So what the guest had is in exactly one of them, and on its way only in between.
public final class MergeDecider {

    private MergeDecider() {}

    /// Names the merge that a cart is in: one that was handed back and is merged again has another version.
    public static UUID takeOver(Cart merged) {
        return UUID.nameUUIDFromBytes(
                "take-over %s %d".formatted(merged.id(), merged.version()).getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the user has such a cart is for that cart's lane to say.
    static Decision merge(MergeInto ask, String userId, Cart guest) {
        if (guest.status() == Cart.Status.MERGED && ask.cartId().equals(guest.mergedInto())) {
            return Decision.answered(handedOver(guest, Map.of("into", ask.cartId().toString(), "already", true)));
        }
        if (!guest.active()) {
            return CartDecider.notActive(guest);
        }
        if (ask.cartId().equals(guest.id())) {
            return Decision.refused(Outcome.refused("cart_not_found", "a guest's cart is no cart of the user"));
        }
        var after = guest.merged(ask.cartId());
        return new Decision(handedOver(after, Map.of("into", ask.cartId().toString())), after, null, List.of(),
                List.of(new Event.CartChanged(after, "cart_merged"),
                        new Event.TakeOverDue(after, ask.cartId(), userId)));
    }

    private static Outcome handedOver(Cart guest, Map<String, Object> data) {
        return Outcome.accepted(data).continuedBy(takeOver(guest));
    }

    static Decision takeOver(TakeOver handed, Cart cart, Facts facts) {
        if (!handed.currency().equals(cart.currency())) {
            return Decision.refused(Outcome.refused("currency_mismatch",
                    "the guest's cart is in %s, the user's in %s; both are kept as they are"
                            .formatted(handed.currency(), cart.currency()),
                    Map.of("guest_currency", handed.currency(), "currency", cart.currency())));
        }
        var joined = JoinedLines.of(cart, handed, facts);
        var email = cart.email() == null ? handed.email() : cart.email();
        var after = withCode(cart.takenOver(email, joined.lines(), joined.saved())
                .with(cart.terms().orElse(handed.terms())), handed.terms().discountCode(), facts);
        if (!joined.fit() || after.textBytes() > Cart.MAX_TEXT_BYTES) {
            return Decision.refused(Outcome.refused("cart_too_large",
                    "both carts together are more than a cart can hold; both are kept as they are"));
        }
        var data = new LinkedHashMap<String, Object>(Map.of("merged", joined.report()));
        data.putAll(TermsDecider.data(after, facts));
        return new Decision(Outcome.accepted(data), after, null, List.of(), events(cart, after));
    }

    private static List<Event> events(Cart before, Cart after) {
        var events = new ArrayList<Event>(List.of(new Event.CartChanged(after, "items_taken_over")));
        if (before.email() == null && after.email() != null) {
            events.add(new Event.ContactSet(after.id(), after.email()));
        }
        return events;
    }

    /// The user's code stays, whatever it does; the guest's comes only if it takes something off.
    private static Cart withCode(Cart cart, @Nullable String code, Facts facts) {
        if (code == null || cart.terms().discountCode() != null) {
            return cart;
        }
        var with = cart.with(cart.terms().withDiscount(code));
        return Summary.of(with, facts).refusal() == null ? with : cart;
    }

    /// Whoever does not take what was handed to him gives it back.
    public static Decision orGiveBack(CartCommand command, Decision decision) {
        var outcome = decision.outcome();
        if (!(command.ask() instanceof TakeOver handed) || outcome == null
                || outcome.status() == Outcome.Status.ACCEPTED) {
            return decision;
        }
        return new Decision(outcome, null, null, List.of(),
                List.of(new Event.GiveBackDue(new GiveBack(command.commandId(), handed.fromCartId(), command.cartId(),
                        outcome.code(), outcome.detail()))));
    }

    /// A repetition comes too late to find the merge that it undoes.
    ///
    /// @param guest null: there is none
    public static Decision giveBack(GiveBack back, @Nullable Cart guest) {
        if (guest == null || guest.status() != Cart.Status.MERGED || !back.takeOver().equals(takeOver(guest))) {
            return Decision.nothing();
        }
        var after = guest.givenBack();
        return new Decision(null, after, null, List.of(), List.of(new Event.CartChanged(after, "merge_returned")));
    }
}
