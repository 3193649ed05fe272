package io.tillstream.quickstart.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.tillstream.checkout.publication.Outgoing;
import io.tillstream.checkout.shop.Shop;
import io.tillstream.checkout.shop.io.Publications;
import io.tillstream.schemas.AvroCodec;

/// What Tillstream publishes of its decisions.
final class Published {

    private Published() {}

    static List<Outgoing> by(Shop shop, AvroCodec codec, Instant now) {
        var publications = new Publications(codec, now);
        var published = new ArrayList<Outgoing>();
        shop.happened().forEach(each -> published.add(publications.event(each.event(), each.cause(), null)));
        shop.answers().forEach(answer -> published.add(publications.outcome(answer, null)));
        shop.stockChanges().forEach((sku, change) -> published
                .add(publications.stock(Objects.requireNonNull(shop.variant(sku)), change)));
        return published;
    }

    /// How many there are, by topic.
    static Map<String, Integer> counted(List<Outgoing> published) {
        var counts = new HashMap<String, Integer>();
        published.forEach(each -> counts.merge(each.topic(), 1, Integer::sum));
        return counts;
    }
}
