package io.tillstream.checkout.payment.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tillstream.command.CancelPayment;
import io.tillstream.command.PaymentCanceled;
import io.tillstream.command.PaymentCreated;
import io.tillstream.command.PaymentRequest;
import io.tillstream.command.PaymentResult;
import io.tillstream.command.PaymentSucceeded;

class PaymentDeskTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, PaymentRequest> requests = new ConcurrentHashMap<>();
    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final List<PaymentResult> results = new CopyOnWriteArrayList<>();
    private final AtomicInteger registryFailures = new AtomicInteger();
    private final CountDownLatch brokerAnswers = new CountDownLatch(1);
    private SimulatedStripe stripe;
    private PaymentDesk desk;
    private volatile boolean lost;

    @BeforeEach
    void start() throws IOException {
        stripe = SimulatedStripe.start();
        var worker = new PaymentWorker(stripe.gateway(), new CallBudget(1_000, 64, System::nanoTime),
                new Circuit(Circuit.STAYS_OPEN), this::publish, _ -> {}, Instant::now);
        desk = new PaymentDesk(threads, this::decode, worker,
                (request, reason) -> happened.add(request.offset() + " buried: " + reason), _ -> {}, Instant::now);
    }

    @AfterEach
    void stop() throws IOException {
        threads.shutdownNow();
        stripe.close();
    }

    private void publish(PaymentResult result, @Nullable String trace) throws InterruptedException {
        happened.add(result.getCartId() + " " + result.getBody().getClass().getSimpleName() + " " + trace);
        results.add(result);
        brokerAnswers.await();
    }

    private PaymentRequest decode(byte[] bytes) throws PaymentDesk.Unworkable {
        if (registryFailures.getAndDecrement() > 0) {
            throw new IllegalStateException("no registry");
        }
        if (bytes.length == 0) {
            throw new StackOverflowError();
        }
        var request = requests.get(new String(bytes, UTF_8));
        if (request == null) {
            throw new PaymentDesk.Unworkable("not Avro");
        }
        return request;
    }

    private void deliver(long offset, @Nullable String key, @Nullable PaymentRequest request) {
        if (request != null) {
            requests.put("request " + offset, request);
        }
        deliverBytes(offset, key, request == null ? null : ("request " + offset).getBytes(UTF_8));
    }

    private void deliverBytes(long offset, @Nullable String key, byte @Nullable [] value) {
        var headers = new RecordHeaders().add(KafkaResults.TRACE, "00-trace".getBytes(UTF_8));
        desk.take(
                new ConsumerRecord<String, byte[]>("payment.requests", 0, offset, Instant.now().toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME, 0, 0, key, value, headers, Optional.empty()),
                new PaymentDesk.Turn() {
                    @Override
                    public boolean lost() {
                        return lost;
                    }

                    @Override
                    public void finished() {
                        happened.add(offset + " finished");
                    }
                });
    }

    private PaymentRequest payment(String cart) {
        return new PaymentRequest(UUID.randomUUID().toString(), cart,
                Requests.pay(Requests.VISA, Instant.now().plusSeconds(600)));
    }

    private static PaymentRequest cancelOf(PaymentRequest payment) {
        return new PaymentRequest(payment.getOrderId(), payment.getCartId(),
                new CancelPayment(null, Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS)));
    }

    private void until(String what) {
        await().until(() -> happened.contains(what));
    }

    @Test
    void finishesWhenTheLastResultIsPublished() {
        var cart = UUID.randomUUID().toString();
        deliver(7, cart, payment(cart));
        until(cart + " PaymentCreated 00-trace");
        assertThat(happened).doesNotContain("7 finished");
        brokerAnswers.countDown();
        until("7 finished");

        assertThat(happened).containsExactly(cart + " PaymentCreated 00-trace", cart + " PaymentSucceeded 00-trace",
                "7 finished");
    }

    @Test
    void worksOnOneCartInOrderAndOnOthersMeanwhile() {
        var busy = UUID.randomUUID().toString();
        var other = UUID.randomUUID().toString();
        deliver(1, busy, payment(busy));
        deliver(2, busy, payment(busy));
        deliver(3, other, payment(other));
        until(busy + " PaymentCreated 00-trace");
        until(other + " PaymentCreated 00-trace");
        assertThat(happened).hasSize(2);
        brokerAnswers.countDown();
        until("2 finished");

        assertThat(happened.stream().filter(what -> !what.startsWith(other) && !what.equals("3 finished")))
                .containsExactly(
                        busy + " PaymentCreated 00-trace", busy + " PaymentSucceeded 00-trace", "1 finished",
                        busy + " PaymentCreated 00-trace", busy + " PaymentSucceeded 00-trace", "2 finished");
    }

    @Test
    void confirmsNothingOfAnOrderWhoseCancelHasArrived() {
        var cart = UUID.randomUUID().toString();
        var payment = payment(cart);
        deliver(1, cart, payment);
        until(cart + " PaymentCreated 00-trace");
        deliver(2, cart, cancelOf(payment));
        deliver(3, null, null);
        until("3 finished");
        brokerAnswers.countDown();
        until("2 finished");

        assertThat(happened).containsExactly(cart + " PaymentCreated 00-trace", "3 buried: no value", "3 finished",
                cart + " PaymentCanceled 00-trace", "1 finished", cart + " PaymentCreated 00-trace",
                cart + " PaymentCanceled 00-trace", "2 finished");
        assertThat(stripe.ledger()).singleElement().extracting(SimulatedStripe.Held::charges).isEqualTo(0);
        assertThat(desk.nothingGivenUp()).isTrue();
    }

    @Test
    void createsOnlyToCancelItWhatIsGivenUpWhileItWaits() {
        var cart = UUID.randomUUID().toString();
        var other = payment(cart);
        var payment = payment(cart);
        deliver(1, cart, other);
        deliver(2, cart, payment);
        deliver(3, cart, cancelOf(payment));
        until(cart + " PaymentCreated 00-trace");
        brokerAnswers.countDown();
        until("3 finished");

        assertThat(results).extracting(PaymentResult::getOrderId, result -> result.getBody().getClass())
                .containsExactly(tuple(other.getOrderId(), PaymentCreated.class),
                        tuple(other.getOrderId(), PaymentSucceeded.class),
                        tuple(payment.getOrderId(), PaymentCreated.class),
                        tuple(payment.getOrderId(), PaymentCanceled.class),
                        tuple(payment.getOrderId(), PaymentCreated.class),
                        tuple(payment.getOrderId(), PaymentCanceled.class));
        assertThat(stripe.ledger()).extracting(SimulatedStripe.Held::status).containsExactlyInAnyOrder("succeeded",
                "canceled");
        assertThat(desk.nothingGivenUp()).isTrue();
    }

    @Test
    void leavesWhatIsLostToOthers() {
        var cart = UUID.randomUUID().toString();
        var payment = payment(cart);
        deliver(1, cart, payment);
        until(cart + " PaymentCreated 00-trace");
        deliver(2, cart, cancelOf(payment));
        lost = true;
        brokerAnswers.countDown();
        await().until(desk::idle);

        assertThat(happened).containsExactly(cart + " PaymentCreated 00-trace");
        assertThat(desk.nothingGivenUp()).isTrue();
    }

    @Test
    void waitsForARegistryThatDoesNotAnswer() {
        brokerAnswers.countDown();
        registryFailures.set(20);
        var cart = UUID.randomUUID().toString();
        deliver(1, cart, payment(cart));
        until("1 finished");

        assertThat(happened).noneMatch(what -> what.contains("buried"));
    }

    @Test
    void buriesWhatCannotBeReadForAnError() {
        deliverBytes(1, UUID.randomUUID().toString(), new byte[0]);
        until("1 finished");

        assertThat(happened).containsExactly("1 buried: not read: java.lang.StackOverflowError", "1 finished");
    }

    @Test
    void buriesWhatNobodyCanWorkOnAndGoesOn() {
        brokerAnswers.countDown();
        var cart = UUID.randomUUID().toString();
        deliver(1, null, payment(cart));
        deliver(2, "another key", payment(cart));
        deliver(3, cart, null);
        deliver(4, "cart", payment("cart"));
        deliverBytes(5, cart, "no Avro".getBytes(UTF_8));
        deliver(6, cart, payment(cart));
        for (int offset = 1; offset <= 6; offset++) {
            until(offset + " finished");
        }

        assertThat(happened).contains("1 buried: key null is not the cart " + cart,
                "2 buried: key another key is not the cart " + cart, "3 buried: no value",
                "5 buried: not Avro", "4 buried: order id, cart id or refund id is not a UUID",
                cart + " PaymentSucceeded 00-trace");
    }
}
