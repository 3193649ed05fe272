package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class DeterminismTest {

    private static final Settings SETTINGS = Settings.defaults().withPublicUri(URI.create("https://pay.example"));

    @Test
    void theSameSeedAndRequestsGiveTheSameBytes() {
        var one = conversation(SETTINGS);

        assertThat(conversation(SETTINGS)).isEqualTo(one);
        assertThat(conversation(SETTINGS.withSeed(2))).isNotEqualTo(one);
    }

    private static List<String> conversation(Settings settings) {
        try (var simulator = new SimulatorFixture(settings)) {
            simulator.setClock("2026-03-01T00:00:00Z");
            var answers = new ArrayList<String>();
            for (var method : List.of("pm_card_visa", "pm_card_visa_chargeDeclined", "pm_card_authenticationRequired",
                    "pm_card_refundFail")) {
                var created = simulator.post(INTENTS, "amount", "500", "currency", "eur", "payment_method_types[]",
                        "card", "metadata[b]", "2", "metadata[a]", "1");
                var id = json(created).get("id").asString();
                answers.add(bytes(created));
                answers.add(bytes(simulator.postWith("k" + id, INTENTS + "/" + id + "/confirm", "payment_method",
                        method, "return_url", "https://shop.example/back")));
                answers.add(bytes(simulator.postWith("k" + id, INTENTS + "/" + id + "/confirm", "payment_method",
                        method, "return_url", "https://shop.example/back")));
                answers.add(simulator.authenticate(id, "success").body());
                answers.add(bytes(simulator.post("/v1/refunds", "payment_intent", id, "amount", "200")));
                simulator.control("POST", "/clock", "{\"advance\":\"PT1H\"}");
            }
            answers.add(bytes(simulator.get("/v1/events?limit=100")));
            answers.add(bytes(simulator.get("/v1/refunds?limit=100")));
            answers.add(simulator.get("/_control/ledger").body());
            return answers;
        }
    }

    private static String bytes(HttpResponse<String> response) {
        var headers = new TreeMap<>(response.headers().map());
        return response.statusCode() + " " + headers + " " + response.body();
    }

    @Test
    void idsDoNotDependOnWhoComesFirst() throws InterruptedException {
        assertThat(idsByAmount(1)).isEqualTo(idsByAmount(16));
    }

    private static Map<Long, String> idsByAmount(int threads) throws InterruptedException {
        try (var simulator = new SimulatorFixture(SETTINGS); var pool = Executors.newFixedThreadPool(threads)) {
            pool.invokeAll(IntStream.range(0, 200).<Callable<Object>>mapToObj(i -> () -> simulator.post(INTENTS,
                    "amount", "" + (500 + i), "currency", "eur", "payment_method_types[]", "card", "confirm", "true",
                    "payment_method", "pm_card_visa")).toList());
            var ids = new TreeMap<Long, String>();
            simulator.ledger().forEach(row -> ids.put(row.get("amount").asLong(), row.get("id").asString()));
            return ids;
        }
    }
}
