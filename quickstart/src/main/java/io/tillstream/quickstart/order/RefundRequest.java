package io.tillstream.quickstart.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.shop.io.Json;
import io.tillstream.command.CartCommand;
import io.tillstream.command.RefundOrder;

/// What a refund is asked with.
///
/// @param amount  minor units; null: all that is left
/// @param restock without contradiction
record RefundRequest(ShownOrder order, @Nullable Long amount, String reason, List<Restock> restock) {

    /// @param id the same again is a repetition
    CartCommand command(String id) {
        return new CartCommand(id, order.cartId().toString(), hash(), null, null,
                new RefundOrder(order.id().toString(), amount, reason, Restock.units(restock, order)));
    }

    /// Of what was written, not of what that comes to: a repetition finds nothing left, and is the same request all the same.
    private String hash() {
        var asked = new TreeMap<String, Object>();
        asked.put("refund", order.id().toString());
        asked.put("amount", amount == null ? "all" : amount);
        asked.put("reason", reason);
        asked.put("restock", restock.stream().map(Restock::toString).sorted().toList());
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(Json.write(asked).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
