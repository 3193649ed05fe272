package io.tillstream.checkout.payment.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tillstream.checkout.payment.io.StripeAnswer.Intent;
import io.tillstream.checkout.payment.io.StripeAnswer.KeyMisused;
import io.tillstream.checkout.payment.io.StripeAnswer.KeySpent;
import io.tillstream.checkout.payment.io.StripeAnswer.NotAllowed;
import io.tillstream.checkout.payment.io.StripeAnswer.Received;
import io.tillstream.checkout.payment.io.StripeAnswer.RefundPage;
import io.tillstream.checkout.payment.io.StripeAnswer.Refunded;
import io.tillstream.checkout.payment.io.StripeAnswer.Refused;
import io.tillstream.checkout.payment.io.StripeAnswer.State;
import io.tillstream.checkout.payment.io.StripeAnswer.Storefront;
import io.tillstream.checkout.payment.io.StripeAnswer.TooMany;
import io.tillstream.checkout.payment.io.StripeAnswer.UnexpectedState;
import io.tillstream.checkout.payment.io.StripeAnswer.Unknown;
import io.tillstream.checkout.payment.io.StripeCall.Cancel;
import io.tillstream.checkout.payment.io.StripeCall.Confirm;
import io.tillstream.checkout.payment.io.StripeCall.Create;
import io.tillstream.checkout.payment.io.StripeCall.Find;
import io.tillstream.checkout.payment.io.StripeCall.FindRefund;
import io.tillstream.checkout.payment.io.StripeCall.Look;
import io.tillstream.checkout.payment.io.StripeCall.Refund;
import io.tillstream.command.RefundPayment;

/// Answers that the simulator does not give, byte by byte.
class StripeGatewayTest {

    private static final String INTENT = """
            {"object": "payment_intent", "id": "pi_1", "status": "%s", "currency": "eur", "amount_received": 5,
             "client_secret": "pi_1_secret_2"}""";

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private StripeHttp http;
    private StripeGateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        var settings = SimulatedStripe.settings(base(), "sk_test_1", Duration.ofMillis(500));
        http = new StripeHttp(settings.connectTimeout(), settings.readTimeout());
        gateway = new StripeGateway(settings, http);
    }

    private URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        http.close();
    }

    private void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestHeaders());
                queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                handler.handle(exchange);
            }
        });
    }

    private void answers(int status, String body, Map<String, String> headers) {
        answers(exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            send(exchange, status, body);
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void refuses(int status, String error) {
        answers(status, "{\"error\": " + error + "}", Map.of());
    }

    private StripeAnswer create(int key) {
        var pay = Requests.pay(Requests.VISA, Instant.EPOCH);
        return gateway.call(new Create(pay, Instant.EPOCH, key, false, false), "order", "cart");
    }

    private StripeAnswer look() {
        return gateway.call(new Look("pi_1", new Cancel("pi_1", 1)), "order", "cart");
    }

    @Test
    void createsWithoutConfirmingUnderAKeyThatNamesTheOrder() {
        answers(200, INTENT.formatted("requires_payment_method"), Map.of());

        assertThat(create(1)).isEqualTo(new Intent("pi_1", State.OPEN, new Received(5, "EUR"),
                new Storefront("pi_1_secret_2", null), null, false));
        create(2);
        assertThat(asked).extracting(headers -> headers.getFirst("Idempotency-Key")).containsExactly("order-create",
                "order-create-2");
        assertThat(bodies.getFirst().split("&")).containsExactlyInAnyOrder("amount=4200", "currency=eur",
                "payment_method_types[0]=card", "metadata[order_id]=order", "metadata[cart_id]=cart");
    }

    @Test
    void confirmsAndCancelsUnderKeysOfTheirOwn() {
        answers(200, INTENT.formatted("processing"), Map.of());
        gateway.call(new Confirm(Requests.pay("pm_1", Instant.EPOCH), "pi_1", 1), "order", "cart");
        gateway.call(new Cancel("pi_1", 3), "order", "cart");

        assertThat(asked).extracting(headers -> headers.getFirst("Idempotency-Key")).containsExactly("order-confirm",
                "order-cancel-3");
        assertThat(bodies).containsExactly("return_url=https%3A%2F%2Fshop.example%2Forder&payment_method=pm_1", "");
    }

    @Test
    void letsTheStorefrontConfirmWithWhateverTheAccountOffers() {
        answers(200, INTENT.formatted("requires_payment_method"), Map.of());
        gateway.call(new Create(Requests.pay(null, Instant.EPOCH), Instant.EPOCH, 1, false, false), "order", "cart");

        assertThat(bodies.getFirst().split("&")).containsExactlyInAnyOrder("amount=4200", "currency=eur",
                "automatic_payment_methods[enabled]=true", "metadata[order_id]=order", "metadata[cart_id]=cart");
    }

    @Test
    void leavesAuthenticationToTheStorefrontWithoutAReturnUrl() {
        answers(200, INTENT.formatted("processing"), Map.of());
        var settings = SimulatedStripe.settings(base(), "sk_test_1", Duration.ofMillis(500));
        var without = new PaymentSettings(settings.key(), settings.base(), null, 1_000, 64, settings.connectTimeout(),
                settings.readTimeout());
        new StripeGateway(without, http).call(new Confirm(Requests.pay("pm_1", Instant.EPOCH), "pi_1", 1), "order",
                "cart");

        assertThat(bodies).containsExactly("use_stripe_sdk=true&payment_method=pm_1");
    }

    @Test
    void readsWhereTheBuyerAuthenticatesAndThatAnAnswerIsOld() {
        answers(200, """
                {"object": "payment_intent", "id": "pi_1", "status": "requires_action", "currency": "eur",
                 "amount_received": 0, "client_secret": "s", "next_action": {"type": "redirect_to_url",
                 "redirect_to_url": {"url": "https://bank.example/3ds", "return_url": "https://shop.example"}}}""",
                Map.of("Idempotent-Replayed", "true"));

        assertThat(create(1)).isEqualTo(new Intent("pi_1", State.REQUIRES_ACTION, new Received(0, "EUR"),
                new Storefront("s", "https://bank.example/3ds"), null, true));
    }

    @Test
    void refundsUnderKeysThatNameRefundAndAttempt() {
        answers(200, """
                {"object": "refund", "id": "re_1", "status": "failed", "failure_reason": "declined",
                 "metadata": {"attempt": "2"}}""", Map.of());
        assertThat(gateway.call(new Refund(new RefundPayment("r", "pi_1", 300L, 1), 1), "order", "cart"))
                .isEqualTo(new Refunded("re_1", "failed", "declined", 2));
        gateway.call(new Refund(new RefundPayment("r", "pi_1", 300L, 2), 1), "order", "cart");
        gateway.call(new Refund(new RefundPayment("r", "pi_1", 300L, 2), 3), "order", "cart");

        assertThat(asked).extracting(headers -> headers.getFirst("Idempotency-Key")).containsExactly("r", "r-2",
                "r-2-again-3");
        assertThat(bodies.getFirst().split("&")).containsExactlyInAnyOrder("amount=300", "payment_intent=pi_1",
                "metadata[refund_id]=r", "metadata[attempt]=1", "metadata[order_id]=order", "metadata[cart_id]=cart");
    }

    @Test
    void searchesOnlyTheTimeInWhichThePaymentMayHaveBeenCreated() {
        answers(200, "{\"object\": \"list\", \"has_more\": false, \"data\": []}", Map.of());
        var placed = Instant.ofEpochSecond(1_000_000);
        gateway.call(new Find(Requests.pay(null, placed.plusSeconds(60)), placed, "why", null, null), "order", "cart");
        gateway.call(new Find(null, placed, "why", "pi_9", null), "order", "cart");

        assertThat(queries.getFirst().split("&")).containsExactlyInAnyOrder("limit=100", "created[gte]=999700",
                "created[lte]=1000360");
        assertThat(queries.getLast().split("&")).containsExactlyInAnyOrder("limit=100", "created[gte]=999700",
                "created[lte]=1043500", "starting_after=pi_9");
    }

    @Test
    void picksTheRefundsOfTheRequestOutOfAPage() {
        answers(200, """
                {"object": "list", "has_more": true, "data": [
                 {"object": "refund", "id": "re_3", "status": "pending", "metadata": {"refund_id": "other"}},
                 {"object": "refund", "id": "re_2", "status": "pending", "metadata": {"refund_id": "r"}},
                 {"object": "refund", "id": "re_1", "status": "succeeded", "metadata": null}]}""", Map.of());

        assertThat(
                gateway.call(new FindRefund(new RefundPayment("r", "pi_1", 300L, 1), 1, null, null), "order", "cart"))
                .isEqualTo(new RefundPage(List.of(new Refunded("re_2", "pending", null, 0)), "re_1"));
    }

    @Test
    void keepsTheClientSecretOutOfTheLog() {
        answers(200, INTENT.formatted("requires_action"), Map.of());

        assertThat(look().toString()).contains("pi_1").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "\"text\"", "<html>", "{\"id\": \"pi_1\"",
            "{\"object\": \"payment_intent\", \"id\": \"pi_1\"}", "{\"error\": \"text\"}", "{\"error\": {}}",
            "{\"error\": null}", "{\"error\": []}"})
    void takesNoUnreadableBodyForAnAnswer(String body) {
        answers(exchange -> send(exchange, exchange.getRequestMethod().equals("POST") ? 404 : 200, body));

        assertThat(create(1)).isInstanceOf(Unknown.class);
        assertThat(look()).isInstanceOf(Unknown.class);
    }

    @Test
    void takesNoTruncatedBodyForAnAnswer() {
        answers(exchange -> {
            var body = INTENT.formatted("succeeded").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length + 1);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        });

        assertThat(create(1)).isInstanceOf(Unknown.class);
    }

    @Test
    void waitsForATricklingAnswerNoLongerThanForAnother() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            do {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            } while (!tick());
        });
        var began = System.nanoTime();

        assertThat(create(1)).isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(400),
                Duration.ofSeconds(10));
    }

    private boolean tick() {
        try {
            return over.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    void doesNotKnowWhatAServerThatIsNotThereDid() {
        server.stop(0);

        assertThat(create(1)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 424, 425, 500, 502, 503, 504})
    void doesNotKnowWhatAnIndefiniteErrorDid(int status) {
        refuses(status, "{\"type\": \"api_error\"}");

        assertThat(create(1)).isInstanceOf(Unknown.class);
    }

    @Test
    void seesThatAServerErrorIsKeptUnderTheKey() {
        answers(500, "", Map.of("Idempotent-Replayed", "true"));

        assertThat(create(1)).isEqualTo(new KeySpent());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void seesThatTheKeyIsRefused(int status) {
        refuses(status, "{\"type\": \"invalid_request_error\"}");

        assertThat(create(1)).isEqualTo(new NotAllowed(status));
    }

    @Test
    void seesThatItAsksTooOften() {
        refuses(429, "{\"type\": \"invalid_request_error\", \"code\": \"rate_limit\"}");

        assertThat(create(1)).isEqualTo(new TooMany());
    }

    @Test
    void seesThatAKeyBelongsToAnotherCall() {
        refuses(400, "{\"type\": \"idempotency_error\"}");

        assertThat(create(1)).isEqualTo(new KeyMisused());
    }

    @Test
    void seesThatAPaymentHasMovedOn() {
        refuses(400, "{\"type\": \"invalid_request_error\", \"code\": \"payment_intent_unexpected_state\"}");

        assertThat(create(1)).isEqualTo(new UnexpectedState());
    }

    @Test
    void takesTheMostExactCodeOfARefusal() {
        refuses(402, "{\"type\": \"card_error\", \"code\": \"card_declined\", \"decline_code\": \"lost_card\", "
                + "\"message\": \"No.\"}");
        assertThat(create(1)).isEqualTo(new Refused("lost_card", "No.", true));
    }

    @Test
    void takesTheTypeOfARefusalWithoutCode() {
        refuses(400, "{\"type\": \"invalid_request_error\", \"message\": \"No.\"}");
        assertThat(create(1)).isEqualTo(new Refused("invalid_request_error", "No.", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"requires_capture", "a_state_of_the_future"})
    void waitsForStatesThatItNeverAskedFor(String status) {
        answers(200, INTENT.formatted(status), Map.of());

        assertThat(look()).extracting("state").isEqualTo(State.PROCESSING);
    }
}
