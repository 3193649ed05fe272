package io.tillstream.checkout;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import io.tillstream.checkout.cart.io.CartPurge;
import io.tillstream.checkout.catalog.io.CatalogHandler;
import io.tillstream.checkout.catalog.io.PricePurge;
import io.tillstream.checkout.lane.LaneGroup;
import io.tillstream.checkout.lane.LaneSettings;
import io.tillstream.checkout.payment.io.PaymentConfiguration;
import io.tillstream.checkout.payment.io.PaymentLoop;
import io.tillstream.checkout.pricing.io.PriceTableCache;
import io.tillstream.checkout.reconciliation.io.Books;
import io.tillstream.checkout.reconciliation.io.Reconciler;
import io.tillstream.checkout.shop.io.DueOrders;
import io.tillstream.checkout.shop.io.OutcomeStore;
import io.tillstream.checkout.shop.io.ResultMessages;
import io.tillstream.checkout.shop.io.ShopHandler;
import io.tillstream.checkout.shop.io.WebhookStore;
import io.tillstream.schemas.AvroCodec;
import io.tillstream.schemas.TopicCatalogue;
import io.tillstream.schemas.Topics;

/// Puts the processor together: lanes of carts, lanes of the catalogue, the payment worker. Nothing is configured by magic: what runs is named here.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessorSettings.class)
@EnableScheduling
@Import(PaymentConfiguration.class)
public class CheckoutProcessor {

    /// In the order in which records of one poll are applied: what gives stock back comes before what takes it, and what another cart hands over after
    /// what the buyer has asked of this one. With 1,000 records at most, each Kafka
    /// transaction, with its marker in some twenty partitions, is worth twice as many checkouts as with 500.
    public static final LaneGroup CARTS = new LaneGroup("carts",
            List.of(Topics.PAYMENT_RESULTS.name(), Topics.CART_COMMANDS.name(), Topics.CART_INTERNAL.name(),
                    "recovery.due"),
            1_000);

    public static final LaneGroup CATALOG = new LaneGroup("catalog", List.of(Topics.CATALOG_COMMANDS.name()), 50);

    public static void main(String[] args) {
        builder().run(args);
    }

    /// @param settings over those of `checkout-processor.yml` and the environment
    public static ConfigurableApplicationContext start(Map<String, Object> settings) {
        return builder().initializers(context -> context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("start", settings))).run();
    }

    private static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(CheckoutProcessor.class).web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=checkout-processor").registerShutdownHook(true);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource database(ProcessorSettings settings) {
        var database = settings.databaseSettings();
        Flyway.configure().dataSource(database.url(), database.user(), database.password()).load().migrate();
        var pool = new HikariConfig();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(settings.lanes() + 3);
        pool.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
        pool.addDataSourceProperty("socketTimeout", "10");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes rows, and rows hold addresses
        // a holder of locks that is frozen must not stop the shop
        pool.setConnectionInitSql(
                "set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '5s'; set transaction_timeout = '5s'");
        return new HikariDataSource(pool);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource database) {
        return new JdbcTemplate(database);
    }

    @Bean(destroyMethod = "close")
    AvroCodec avroCodec(ProcessorSettings settings) {
        return new AvroCodec(settings.registryUrl());
    }

    @Bean
    OutcomePartitions outcomePartitions(JdbcTemplate jdbc) {
        var partitions = new OutcomePartitions(new OutcomeStore(jdbc), InstantSource.system());
        partitions.keep();
        return partitions;
    }

    /// A purge that takes long holds up neither the price tables nor the health file.
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(4);
        scheduler.setThreadNamePrefix("scheduled-");
        return scheduler;
    }

    @Bean
    PriceTableCache priceTables(JdbcTemplate jdbc) {
        return new PriceTableCache(jdbc);
    }

    @Bean
    PricePurge pricePurge(JdbcTemplate jdbc) {
        return new PricePurge(jdbc, InstantSource.system());
    }

    @Bean
    LaneThreads cartLanes(ProcessorSettings settings, DataSource database, JdbcTemplate jdbc, AvroCodec codec,
            PriceTableCache tables, OutcomePartitions ignored) {
        TopicCatalogue.createMissing(settings.bootstrapServers());
        return new LaneThreads(CARTS, LaneSettings.defaults(settings.lanes()),
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                settings.instance(), database,
                new ShopHandler(codec, jdbc, tables::now, settings.rules()));
    }

    @Bean
    LaneThreads catalogLanes(ProcessorSettings settings, DataSource database, JdbcTemplate jdbc, AvroCodec codec,
            LaneThreads cartLanes) {
        return new LaneThreads(CATALOG, LaneSettings.defaults(Math.min(1, settings.lanes())),
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                settings.instance(), database,
                new CatalogHandler(codec, jdbc));
    }

    /// For messages that no lane writes.
    @Bean(destroyMethod = "close")
    KafkaProducer<byte[], byte[]> messageProducer(ProcessorSettings settings) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", settings.bootstrapServers(), "client.id",
                settings.instance() + "-messages", "acks", "all", "compression.type", "lz4", "delivery.timeout.ms",
                8_000, "request.timeout.ms", 5_000, "max.block.ms", 5_000), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Bean
    TimePassing timePassing(JdbcTemplate jdbc, AvroCodec codec, KafkaProducer<byte[], byte[]> messageProducer,
            LaneThreads cartLanes) {
        return new TimePassing(new DueOrders(jdbc, codec, messageProducer, cartLanes::standing),
                new WebhookStore(jdbc), InstantSource.system());
    }

    @Bean(destroyMethod = "close")
    Metrics metrics(ProcessorSettings settings) {
        return new Metrics(settings.metrics().port());
    }

    /// Done where the first lane runs.
    @Bean
    Reconciler reconciler(JdbcTemplate jdbc, Books books, AvroCodec codec,
            KafkaProducer<byte[], byte[]> messageProducer, LaneThreads cartLanes, Metrics metrics) {
        return new Reconciler(jdbc, books, new ResultMessages(codec, messageProducer)::say,
                () -> cartLanes.standing().containsKey(0), InstantSource.system(), Duration.ofSeconds(30),
                metrics.registry);
    }

    @Bean
    ExpiredCarts expiredCarts(JdbcTemplate jdbc) {
        return new ExpiredCarts(new CartPurge(jdbc), InstantSource.system());
    }

    @Bean(destroyMethod = "close")
    Health health(ProcessorSettings settings, JdbcTemplate jdbc, PaymentLoop payments,
            LaneThreads catalogLanes) {
        return new Health(settings, jdbc, payments);
    }

    /// Keeps the days of `command_outcome` coming and going.
    record OutcomePartitions(OutcomeStore store, InstantSource clock) {

        @Scheduled(fixedDelay = 3_600_000)
        void keep() {
            store.keepPartitions(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        }
    }

    record TimePassing(DueOrders orders, WebhookStore webhooks, InstantSource clock) {

        private static final Duration WEBHOOKS_KEPT = Duration.ofDays(30);
        private static final int PURGED_AT_ONCE = 5_000;

        @Scheduled(fixedDelay = 1_000)
        void due() throws InterruptedException {
            orders.tell(clock.instant());
        }

        @Scheduled(fixedDelay = 10_000)
        void join() throws InterruptedException {
            orders.join();
        }

        @Scheduled(fixedDelay = 60_000)
        void purge() {
            webhooks.purge(clock.instant().minus(WEBHOOKS_KEPT), PURGED_AT_ONCE);
        }
    }

    record ExpiredCarts(CartPurge carts, InstantSource clock) {

        @Scheduled(fixedDelay = 60_000)
        void purge() {
            carts.purge(clock.instant());
        }
    }
}
