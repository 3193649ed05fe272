package io.tillstream.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// The shop with its page, and browsers for its buyers.
final class ShopFront implements AutoCloseable {

    private static final String WEBHOOK_SECRET = "whsec_of_the_shop_page";

    final Shop shop;
    final ShopOffice office;
    private final Chromium chromium;
    private final Storefront api;
    private final Cable cable;
    private final List<BrowserContext> buyers = new ArrayList<>();

    private ShopFront(Chromium chromium) throws Exception {
        this.chromium = chromium;
        cable = new Cable();
        shop = new Shop(Map.of("tillstream.stripe.return-url", base() + "/"));
        office = new ShopOffice(shop);
        api = new Storefront(shop,
                Map.of("tillstream.page", true, "tillstream.stripe.webhook-secrets", WEBHOOK_SECRET));
        cable.leadTo(api.port());
        new StripeControl(shop.stripe.uri()).webhooksTo(
                URI.create("http://127.0.0.1:%d/webhooks/stripe".formatted(api.port())), WEBHOOK_SECRET);
    }

    /// Ends the tests of the class, without failing, if there is no browser.
    static ShopFront open() throws Exception {
        var chromium = Chromium.start();
        assumeTrue(chromium.isPresent(), Chromium.MISSING);
        return new ShopFront(chromium.get());
    }

    ShopPage buyer() {
        return buyer(1280, ColorScheme.LIGHT);
    }

    ShopPage buyer(int width, ColorScheme scheme) {
        var context = chromium.buyer(width, scheme);
        buyers.add(context);
        return new ShopPage(context, base());
    }

    /// All of this test's.
    void buyersLeave() {
        buyers.forEach(BrowserContext::close);
        buyers.clear();
    }

    /// With a cart that is ready to be paid.
    ShopPage buyerOf(String title) {
        return buyer().open().puts(title).goesToCheckout();
    }

    /// What lies between the browsers and the shop.
    Cable cable() {
        return cable;
    }

    private String base() {
        return "http://localhost:" + cable.port();
    }

    /// @return title of a product with that stock
    String sells(int stock) {
        var title = "thing" + UUID.randomUUID().toString().substring(0, 8);
        shop.sells(title, 2_000, stock);
        return title;
    }

    /// The next payment takes a while.
    void slowsStripeDown() throws IOException, InterruptedException {
        var fault = "[{\"on\":\"create\",\"kind\":\"delay_ms\",\"times\":1,\"value\":2500}]";
        var request = HttpRequest.newBuilder(shop.stripe.uri().resolve("/_control/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(fault)).build();
        try (var http = HttpClient.newHttpClient()) {
            var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new AssertionError("the simulator took no fault: " + status);
            }
        }
    }

    /// The whole stream of a buyer's records, to its end.
    String records(ShopPage buyer, String lastEventId) throws IOException, InterruptedException {
        var address = URI.create(base() + buyer.checkout().get("address").asString() + "/records");
        var request = HttpRequest.newBuilder(address).header("Last-Event-ID", lastEventId).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /// States of all orders of the cart that was bought last.
    List<String> orders(ShopPage buyer) {
        return orders(buyer.checkout().get("cart").asString());
    }

    List<String> orders(String cart) {
        return shop.database.queryForList("select status from orders where cart_id = ?::uuid", String.class, cart)
                .stream().map(String::valueOf).toList();
    }

    /// Where a reader of the topics finds what this buyer's only checkout caused, if nobody else bought the same.
    List<String> placesInKafka(ShopPage buyer) throws Exception {
        var cart = buyer.checkout().get("cart").asString();
        var sku = buyer.checkout().get("lines").get(0).get("sku").asString();
        var places = new ArrayList<String>();
        try (var codec = new AvroCodec(Parts.registry())) {
            for (var record : Reader.raw(Topics.CART_EVENTS.name())) {
                var type = codec.decode(Topics.CART_EVENTS, record.value()).getType();
                if (record.key().equals(cart) && (type.equals("cart_checked_out") || type.equals("cart_reopened"))) {
                    places.add(place(record));
                }
            }
            for (var record : Reader.raw(Topics.ORDER_EVENTS.name())) {
                if (codec.decode(Topics.ORDER_EVENTS, record.value()).getCartId().equals(cart)) {
                    places.add(place(record));
                }
            }
        }
        Reader.raw(Topics.INVENTORY_EVENTS.name()).stream().filter(record -> record.key().equals(sku))
                .skip(1) // the opening stock
                .forEach(record -> places.add(place(record)));
        return places;
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s · partition %d · offset %d".formatted(record.topic(), record.partition(), record.offset());
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        cable.close();
        api.close();
        shop.close();
    }
}
