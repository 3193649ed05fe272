package io.tillstream.checkout.pricing;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Shipping by zone: the nearest area that contains the destination says which.
public final class ShippingTable implements ShippingRates {

    /// @param taxClass that shipping is taxed as
    public record ZoneArea(String zone, String taxClass, Area area) {}

    /// @param position the lowest is the zone's own choice
    /// @param price    minor units
    /// @param freeFrom minor units, or null: never
    public record Method(String zone, String method, int position, String currency, long price,
            @Nullable Long freeFrom) {}

    private final List<ZoneArea> areas;
    private final List<Method> methods;

    public ShippingTable(List<ZoneArea> areas, List<Method> methods) {
        this.areas = areas.stream().sorted(Comparator.comparing(ZoneArea::area, Area.NEAREST_FIRST)).toList();
        this.methods = methods.stream().sorted(Comparator.comparingInt(Method::position).thenComparing(Method::method))
                .toList();
    }

    @Override
    public ShippingQuote quote(@Nullable Destination to, @Nullable String method, String currency) {
        if (areas.isEmpty()) {
            return ShippingQuote.NOTHING;
        }
        if (to == null) {
            return new ShippingQuote.Unknown("address_required", "shipping depends on the address; set it first");
        }
        for (var each : areas) {
            if (each.area().contains(to)) {
                return quote(each, method, currency);
            }
        }
        return new ShippingQuote.Unknown("destination_not_served", "the shop does not ship to that address");
    }

    private ShippingQuote quote(ZoneArea in, @Nullable String chosen, String currency) {
        for (var each : methods) {
            if (each.zone().equals(in.zone()) && each.currency().equals(currency)
                    && (chosen == null || chosen.equals(each.method()))) {
                return new ShippingQuote.Price(each.method(), each.price(), each.freeFrom(), in.taxClass());
            }
        }
        return new ShippingQuote.Unknown("shipping_method_not_available",
                "the shop does not ship to that address in that way; choose another one");
    }
}
