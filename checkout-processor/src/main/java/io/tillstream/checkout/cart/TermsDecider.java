package io.tillstream.checkout.cart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.CartCommand.SetShippingMethod;
import io.tillstream.checkout.decision.Decision;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.decision.Facts;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.discount.CodeGuesses;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Refusal;

/// Decides what a cart costs by: its code, its address, how it is shipped. An accepted command is answered with the new summary.
final class TermsDecider {

    private static final int MAX_METHOD_LENGTH = 40;

    private TermsDecider() {}

    /// A code that is on the cart already is applied once more without effect. Whether another is on it, and whether too many were tried, says
    /// nothing of the code, so both come first.
    static Decision apply(Cart cart, ApplyDiscount ask, Facts facts) {
        var code = Discount.code(ask.code());
        var before = cart.terms().discountCode();
        if (before != null) {
            return before.equals(code)
                    ? Decision.answered(Outcome.accepted(data(cart, facts)))
                    : Decision.refused(Outcome.refused("discount_already_applied",
                            "there is a code on the cart; remove it first"));
        }
        if (cart.terms().guesses().exhausted(facts.at())) {
            return Decision.refused(Outcome.refused("too_many_codes",
                    "%d codes were tried in vain; try again tomorrow".formatted(CodeGuesses.MOST)));
        }
        var after = cart.withDiscount(code);
        var refusal = Summary.of(after, facts).refusal();
        if (refusal == null) {
            return changed(after, "discount_applied", facts);
        }
        var outcome = refused(refusal, code, after, facts);
        return refusal.secret()
                ? new Decision(outcome, cart.guessedWrong(facts.at()), null, List.of(), List.of())
                : Decision.refused(outcome);
    }

    private static Outcome refused(Refusal refusal, String code, Cart cart, Facts facts) {
        var discount = facts.discounts().find(code);
        Map<String, Object> data = refusal == Refusal.MINIMUM_NOT_REACHED && discount != null
                ? Map.of("minimum_order", discount.limits().minimumOrder(), "subtotal",
                        Summary.of(cart, facts).totals().subtotal())
                : Map.of();
        return Outcome.refused("discount_" + refusal.told(), refusal.detail(), data).because(refusal.reason());
    }

    static Decision removeDiscount(Cart cart, Facts facts) {
        return cart.terms().discountCode() == null
                ? Decision.refused(Outcome.refused("discount_not_found", "there is no code on the cart"))
                : changed(cart.withDiscount(null), "discount_removed", facts);
    }

    static Decision address(Cart cart, SetShippingAddress ask, Facts facts) {
        var fault = ask.address().fault();
        return fault == null
                ? changed(cart.withAddress(ask.address()), "shipping_address_set", facts)
                : Decision.refused(Outcome.refused("bad_address", fault));
    }

    /// Whether the zone has it is seen in the summary, and at the checkout: the address may come later.
    static Decision method(Cart cart, SetShippingMethod ask, Facts facts) {
        return ask.method().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,%d}".formatted(MAX_METHOD_LENGTH - 1))
                ? changed(cart.withMethod(ask.method()), "shipping_method_set", facts)
                : Decision
                        .refused(Outcome.refused("shipping_method_not_available", "there is no such way of shipping"));
    }

    private static Decision changed(Cart after, String event, Facts facts) {
        return new Decision(Outcome.accepted(data(after, facts)), after, null, List.of(),
                List.of(new Event.CartChanged(after, event)));
    }

    static Map<String, Object> data(Cart cart, Facts facts) {
        var data = new LinkedHashMap<String, Object>();
        var code = cart.terms().discountCode();
        if (code != null) {
            data.put("discount_code", code);
        }
        data.put("summary", Summary.of(cart, facts).data());
        return data;
    }
}
