package io.tillstream.quickstart.tail;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.CommittedTopic;
import io.tillstream.quickstart.Failure;
import io.tillstream.quickstart.Where;
import io.tillstream.schemas.AvroCodec;

@Command(name = "tail", mixinStandardHelpOptions = true, description = {
        "Show a topic's records as lines of JSON, as they come.", "",
        "Only what is committed is shown. Ctrl-C ends it."})
public final class TailCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOPIC", description = "such as cart.events")
    private String topic = "";

    @Option(names = "--from-beginning", description = "also what the topic holds already")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "end after N records")
    private long max = Long.MAX_VALUE;

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws IOException {
        Addresses addresses = where.addresses();
        checkRegistry(addresses.registry());
        try (AvroCodec codec = new AvroCodec(addresses.registry());
                var consumer = CommittedTopic.open(addresses.bootstrap(), topic, fromBeginning)) {
            follow(consumer, new RecordJson(codec::decodeGeneric));
        }
        return 0;
    }

    /// Until enough has been shown, or nobody reads it any more.
    private void follow(KafkaConsumer<byte[], byte[]> consumer, RecordJson json) {
        PrintStream out = System.out;
        long shown = 0;
        while (shown < max && !out.checkError()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (shown < max) {
                    out.println(json.line(record));
                    shown++;
                }
            }
        }
    }

    private static void checkRegistry(URI registry) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            var request = HttpRequest.newBuilder(URI.create(registry + "/system/info")).timeout(Duration.ofSeconds(10))
                    .build();
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                return;
            }
        } catch (IOException e) {
            throw new Failure("The schema registry at " + registry
                    + " does not answer; start it with ./tillstream dev, or name another with --registry", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Failure(
                "At " + registry
                        + " is no Apicurio core API; give --registry an address that ends in /apis/registry/v3");
    }
}
