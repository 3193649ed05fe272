package io.tillstream.checkout.shop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.DiscountUse;
import io.tillstream.checkout.discount.Discounts;

/// Discounts and their uses, as the decisions of a batch have made them.
final class KnownDiscounts implements Discounts {

    private final Map<String, Discount> byCode = new HashMap<>();
    private final List<DiscountUse> uses;
    private final Set<String> changed = new TreeSet<>();
    private final Set<DiscountUse> taken = new LinkedHashSet<>();
    private final Set<UUID> givenBack = new LinkedHashSet<>();

    KnownDiscounts(Collection<Discount> discounts, Collection<DiscountUse> uses) {
        discounts.forEach(discount -> byCode.put(discount.code(), discount));
        this.uses = new ArrayList<>(uses);
    }

    @Override
    public @Nullable Discount find(String code) {
        return byCode.get(code);
    }

    @Override
    public List<DiscountUse> uses(String code) {
        return uses.stream().filter(use -> use.code().equals(code)).toList();
    }

    /// @throws IllegalStateException if the discount was not loaded
    void apply(DiscountUse.Change change) {
        switch (change) {
            case DiscountUse.Taken(DiscountUse use) -> {
                count(use.code(), 1);
                uses.add(use);
                taken.add(use);
            }
            case DiscountUse.GivenBack(UUID orderId, String code) -> {
                count(code, -1);
                uses.removeIf(use -> use.orderId().equals(orderId));
                if (!taken.removeIf(use -> use.orderId().equals(orderId))) {
                    givenBack.add(orderId);
                }
            }
        }
    }

    private void count(String code, int change) {
        var discount = byCode.get(code);
        if (discount == null) {
            throw new IllegalStateException("discount %s is used and was not loaded".formatted(code));
        }
        byCode.put(code, discount.used(change));
        changed.add(code);
    }

    List<Discount> changed() {
        return byCode.values().stream().filter(discount -> changed.contains(discount.code())).toList();
    }

    Set<DiscountUse> taken() {
        return taken;
    }

    Set<UUID> givenBack() {
        return givenBack;
    }
}
