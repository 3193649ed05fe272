package io.tillstream.checkout.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tillstream.checkout.catalog.CatalogCommand.SetShippingZone;
import io.tillstream.checkout.decision.Outcome;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.ShippingTable.Method;

/// Decides whether a catalogue's command about a shipping zone is carried out.
public final class ZoneChecks {

    private static final int MAX_NAME_LENGTH = 40;
    private static final int MAX_AREAS = 50_000;
    private static final int MAX_METHODS = 200;

    private record Key(String method, String currency) {}

    private ZoneChecks() {}

    /// @param zone   key of the record
    /// @param known zones of those areas that exist; asked only if the areas are some
    public static Outcome set(String zone, SetShippingZone set, Supplier<Map<Area, String>> known) {
        var fault = fault(zone, set);
        if (fault != null) {
            return Outcome.refused("bad_zone", fault);
        }
        var owners = known.get();
        for (var area : set.areas()) {
            var owner = owners.getOrDefault(area, zone);
            if (!owner.equals(zone)) {
                return Outcome.refused("area_of_other_zone",
                        "%s is in the zone %s already; take it out there first".formatted(area.text(), owner));
            }
        }
        return Outcome.accepted();
    }

    /// @param exists whether the zone has an area
    public static Outcome remove(String zone, boolean exists) {
        return exists
                ? Outcome.accepted()
                : Outcome.refused("zone_not_found", "there is no shipping zone " + zone);
    }

    private static @Nullable String fault(String zone, SetShippingZone set) {
        if (!Checks.isName(zone, MAX_NAME_LENGTH)) {
            return "the key of the record is the zone: 1 to %d letters, digits, or - _ . between them"
                    .formatted(MAX_NAME_LENGTH);
        }
        if (!Checks.isTaxClass(set.taxClass())) {
            return Checks.TAX_CLASS;
        }
        var fault = areas(set.areas());
        return fault == null ? methods(set.methods()) : fault;
    }

    private static @Nullable String areas(List<Area> areas) {
        if (areas.isEmpty() || areas.size() > MAX_AREAS) {
            return "a zone has 1 to %d areas, not %d".formatted(MAX_AREAS, areas.size());
        }
        var seen = new HashSet<Area>();
        for (var area : areas) {
            var fault = area.fault();
            if (fault != null) {
                return fault;
            }
            if (!seen.add(area)) {
                return "the area %s is named twice".formatted(area.text());
            }
        }
        return null;
    }

    private static @Nullable String methods(List<Method> methods) {
        if (methods.size() > MAX_METHODS) {
            return "a zone has at most %d methods, not %d".formatted(MAX_METHODS, methods.size());
        }
        var seen = new HashSet<Key>();
        for (var method : methods) {
            var fault = fault(method);
            if (fault != null) {
                return fault;
            }
            if (!seen.add(new Key(method.method(), method.currency()))) {
                return "the method %s in %s is named twice".formatted(method.method(), method.currency());
            }
        }
        return null;
    }

    private static @Nullable String fault(Method method) {
        if (!Checks.isName(method.method(), MAX_NAME_LENGTH)) {
            return "the method %s has not 1 to %d letters, digits, or - _ . between them".formatted(method.method(),
                    MAX_NAME_LENGTH);
        }
        if (!method.currency().matches("[A-Z]{3}")) {
            return "the currency %s of %s is no ISO 4217 code".formatted(method.currency(), method.method());
        }
        var freeFrom = method.freeFrom();
        return isAmount(method.price()) && (freeFrom == null || isAmount(freeFrom))
                ? null
                : "price and free_from of %s are 0 to %d minor units".formatted(method.method(), Checks.MAX_AMOUNT);
    }

    private static boolean isAmount(long amount) {
        return amount >= 0 && amount <= Checks.MAX_AMOUNT;
    }
}
