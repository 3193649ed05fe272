package io.tillstream.checkout.payment.io;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
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
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

import io.tillstream.checkout.reconciliation.io.Books;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.Topics;

/// Puts the payment worker together. It needs `tillstream.kafka.bootstrap-servers`, `tillstream.stripe.*` and an [AvroCodec].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentSettings.class)
public class PaymentConfiguration {

    static final String GROUP = "payment-worker";

    /// Of one partition's consumer: what it holds is repeated after a crash, and what lies behind it cannot be overtaken.
    private static final int REQUESTS_IN_HAND = 100;

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

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> paymentContainer(
            @Value("${tillstream.kafka.bootstrap-servers}") String servers, PaymentListener listener) {
        var container = new ContainerProperties(Topics.PAYMENT_REQUESTS.name());
        container.setGroupId(GROUP);
        container.setMessageListener(listener);
        container.setAckMode(AckMode.MANUAL);
        // the container pauses while acknowledgments are missing, and goes on polling: a slow Stripe becomes lag
        container.setAsyncAcks(true);
        var consumers = new DefaultKafkaConsumerFactory<String, byte[]>(consumerSettings(servers));
        var containers = new ConcurrentMessageListenerContainer<>(consumers, container);
        // a consumer per partition: one cart that waits long holds up its own partition alone
        containers.setConcurrency(Topics.PAYMENT_REQUESTS.partitions());
        return containers;
    }

    @Bean
    PaymentListener paymentListener(PaymentSettings settings, StripeHttp http, AvroCodec codec,
            ExecutorService paymentThreads, KafkaProducer<String, byte[]> paymentProducer,
            ObjectProvider<Clock> clock) {
        var results = new KafkaResults(paymentProducer, codec);
        var backoff = Backoff.sleeping(RandomGenerator.getDefault());
        var budget = new CallBudget(settings.allowedPerSecond(), settings.maxInFlight(), System::nanoTime);
        var worker = new PaymentWorker(new StripeGateway(settings, http), budget, results, backoff,
                clock.getIfAvailable(Clock::systemUTC));
        return new PaymentListener(new CartChains(paymentThreads), PaymentListener.Decoder.of(codec), worker,
                results::bury, backoff);
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

    private static Map<String, Object> consumerSettings(String servers) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers,
                CommonClientConfigs.CLIENT_ID_CONFIG, GROUP,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                // a new group has everything still to do, and doing it again is harmless
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, REQUESTS_IN_HAND,
                // after kill -9 nobody pays until the dead member has left the group
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    }
}
