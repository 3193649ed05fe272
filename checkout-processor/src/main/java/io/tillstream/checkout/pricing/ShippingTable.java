package io.tillstream.checkout.pricing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    private final AreaIndex<ZoneArea> areas;
    private final Map<String, List<Method>> methods;
    private final boolean used;

    /// Of a shop that has said nothing about shipping if there is no area.
    public ShippingTable(List<ZoneArea> areas, List<Method> methods) {
        this(areas, methods, !areas.isEmpty());
    }

    /// @param used whether the shop has ever said anything about shipping: who has removed all zones ships nowhere, not everywhere for nothing
    public ShippingTable(List<ZoneArea> areas, List<Method> methods, boolean used) {
        this.areas = new AreaIndex<>(areas, ZoneArea::area);
        this.methods = methods.stream().sorted(Comparator.comparingInt(Method::position).thenComparing(Method::method))
                .collect(Collectors.groupingBy(Method::zone));
        this.used = used;
    }

    @Override
    public ShippingQuote quote(@Nullable Destination to, @Nullable String method, String currency) {
        if (!used) {
            return ShippingQuote.NOTHING;
        }
        if (to == null) {
            return new ShippingQuote.Unknown("address_required", "shipping depends on the address; set it first");
        }
        var area = areas.<ZoneArea>nearest(to, each -> each);
        return area == null
                ? new ShippingQuote.Unknown("destination_not_served", "the shop does not ship to that address")
                : quote(area, method, currency);
    }

    private ShippingQuote quote(ZoneArea in, @Nullable String chosen, String currency) {
        for (var each : methods.getOrDefault(in.zone(), List.of())) {
            if (each.currency().equals(currency) && (chosen == null || chosen.equals(each.method()))) {
                return new ShippingQuote.Price(each.method(), each.price(), each.freeFrom(), in.taxClass());
            }
        }
        return new ShippingQuote.Unknown("shipping_method_not_available",
                "the shop does not ship to that address in that way; choose another one");
    }
}
