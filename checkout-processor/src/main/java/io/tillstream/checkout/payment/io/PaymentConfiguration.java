package io.tillstream.checkout.payment.io;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

import io.tillstream.checkout.reconciliation.io.Books;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.TopicCatalogue;

/// Puts the payment worker together, in a process of others or alone. It needs `tillstream.kafka.bootstrap-servers`, `tillstream.registry.url` (unless
/// there is an [AvroCodec]), `tillstream.stripe.*` ([PaymentSettings]) and `tillstream.instance`, the name of the process, which no two may share.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentSettings.class)
public class PaymentConfiguration {

    static final String GROUP = "payment-worker";

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService paymentThreads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("payment-", 0).factory());
    }

    @Bean
    StripeHttp stripeHttp(PaymentSettings settings) {
        return new StripeHttp(settings.connectTimeout(), settings.readTimeout());
    }

    @Bean
    Books stripeBooks(PaymentSettings settings, StripeHttp http) {
        return new StripeBooks(StripeGateway.client(settings, http));
    }

    @Bean
    KafkaProducer<String, byte[]> paymentProducer(
            @Value("${tillstream.kafka.bootstrap-servers}") String servers) {
        return new KafkaProducer<>(producerSettings(servers), new StringSerializer(), new ByteArraySerializer());
    }

    /// A process that has no other codec gets this one.
    @Bean(destroyMethod = "close")
    @Fallback
    @Lazy
    AvroCodec paymentCodec(@Value("${tillstream.registry.url}") URI registry) {
        return new AvroCodec(registry);
    }

    @Bean
    PaymentDesk paymentDesk(PaymentSettings settings, StripeHttp http, AvroCodec codec,
            ExecutorService paymentThreads, KafkaProducer<String, byte[]> paymentProducer,
            ObjectProvider<Clock> clock) {
        var time = clock.getIfAvailable(Clock::systemUTC);
        var results = new KafkaResults(paymentProducer, codec);
        var backoff = Backoff.sleeping(RandomGenerator.getDefault());
        var budget = new CallBudget(settings.allowedPerSecond(), settings.maxInFlight(), System::nanoTime);
        var worker = new PaymentWorker(new StripeGateway(settings, http), budget, new Circuit(Circuit.STAYS_OPEN),
                results,
                backoff, time);
        return new PaymentDesk(paymentThreads, PaymentDesk.Decoder.of(codec), worker, results::bury, backoff, time);
    }

    @Bean
    PaymentLoop paymentLoop(@Value("${tillstream.kafka.bootstrap-servers}") String servers,
            @Value("${tillstream.instance:processor-1}") String instance,
            @Value("${tillstream.payment-worker:true}") boolean wanted, PaymentDesk desk) {
        if (!instance.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new IllegalArgumentException(
                    "tillstream.instance is '%s': set it to letters, digits, dots, dashes and underscores, 200 at most"
                            .formatted(instance));
        }
        TopicCatalogue.createMissing(servers);
        return new PaymentLoop(() -> new KafkaConsumer<>(consumerSettings(servers, instance)), desk, wanted);
    }

    /// Fails a send after 10 s, so that the worker says so in the log and sends again.
    private static Map<String, Object> producerSettings(String servers) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers,
                CommonClientConfigs.CLIENT_ID_CONFIG, GROUP,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                // a dead letter is larger than the record it was
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
    }

    private static Map<String, Object> consumerSettings(String servers, String instance) {
        var settings = new HashMap<String, Object>(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers,
                CommonClientConfigs.CLIENT_ID_CONFIG, GROUP,
                ConsumerConfig.GROUP_ID_CONFIG, GROUP,
                // a static member: who comes back under its name within the session timeout has its partitions at once
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                // a new group has everything still to do; what was done is repeated under the same keys, or looked for once Stripe has
                // forgotten them: an order that was given up has used up its key for a PaymentIntent that is cancelled
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
        settings.putAll(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100,
                // after kill -9 nobody else pays until the dead member has left the group
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()));
        return settings;
    }
}
