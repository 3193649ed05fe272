package io.tillstream.stripesimulator;

import static io.tillstream.stripesimulator.SimulatorFixture.INTENTS;
import static io.tillstream.stripesimulator.SimulatorFixture.header;
import static io.tillstream.stripesimulator.SimulatorFixture.json;
import static io.tillstream.stripesimulator.SimulatorFixture.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.tillstream.stripesimulator.JournalLine.Kept;

class DurabilityTest {

    private static final String[] GOOD = {"amount", "500", "currency", "eur", "payment_method_types[]", "card",
            "metadata[b]", "2", "metadata[a]", "1", "shipping[name]", "N", "shipping[address][city]", "C",
            "payment_method", "pm_card_visa", "confirm", "true"};

    @TempDir
    private Path directory;

    private SimulatorFixture start() {
        return new SimulatorFixture(Settings.defaults().withDataDirectory(directory));
    }

    private Path journal() {
        return directory.resolve("journal-2.jsonl");
    }

    @Test
    void everythingIsThereAfterARestart() throws StripeException {
        List<JsonNode> before;
        try (var first = start()) {
            var declined = first.created(500).getId();
            assertThatThrownBy(() -> first.intents().confirm(declined, paying("pm_card_visa_chargeDeclined")))
                    .isInstanceOf(CardException.class);
            first.intents().cancel(first.created(600).getId());
            first.paid(700);
            first.intents().confirm(first.created(800).getId(), paying("pm_card_authenticationRequired"));
            before = first.ledger().toList();
            try (var second = restarted(first)) {
                assertThat(second.ledger().toList()).isEqualTo(before).hasSize(4);
                assertThat(second.intents().retrieve(declined).getLastPaymentError().getCode())
                        .isEqualTo("card_declined");
                var waiting = before.getLast().get("id").asString();
                assertThat(second.authenticate(waiting, "success").statusCode()).isEqualTo(200);
                assertThat(second.intents().retrieve(waiting).getStatus()).isEqualTo("succeeded");
            }
        }
    }

    @Test
    void replaysTheSameBytesAfterARestart() {
        try (var first = start()) {
            var created = first.postWith("k", INTENTS, GOOD);
            assertThat(created.statusCode()).isEqualTo(200);
            var path = INTENTS + "/" + json(created).get("id").asString() + "/cancel";
            var refused = first.postWith("c", path);
            first.fault("create", "error_500", 0);
            var failed = first.postWith("f", INTENTS, GOOD);
            try (var second = restarted(first)) {
                for (var pair : List.of(List.of(created, second.postWith("k", INTENTS, GOOD)),
                        List.of(refused, second.postWith("c", path)),
                        List.of(failed, second.postWith("f", INTENTS, GOOD)))) {
                    assertThat(pair.getLast().body()).isEqualTo(pair.getFirst().body());
                    assertThat(pair.getLast().statusCode()).isEqualTo(pair.getFirst().statusCode());
                    assertThat(header(pair.getLast(), "Idempotent-Replayed")).isEqualTo("true");
                }
                assertThat(second.ledger()).hasSize(1);
            }
        }
    }

    @Test
    void neverGivesAnIdTwice() throws StripeException {
        try (var first = start()) {
            var before = List.of(first.paid(500), first.paid(500));
            var request = header(first.get(INTENTS), "Request-Id");
            try (var second = restarted(first)) {
                var after = second.paid(500);
                assertThat(before).noneMatch(old -> old.getId().equals(after.getId()))
                        .noneMatch(old -> old.getLatestCharge().equals(after.getLatestCharge()));
                assertThat(header(second.get(INTENTS), "Request-Id")).isNotEqualTo(request);
            }
        }
    }

    @Test
    void givesTheSameIdsForTheSameSeed() throws StripeException {
        try (var one = SimulatorFixture.inMemory();
                var same = SimulatorFixture.inMemory();
                var other = new SimulatorFixture(Settings.defaults().withSeed(2))) {
            var intent = one.paid(500);
            assertThat(same.paid(500).getLatestCharge()).isEqualTo(intent.getLatestCharge());
            assertThat(other.paid(500).getLatestCharge()).isNotEqualTo(intent.getLatestCharge());
        }
    }

    @Test
    void ignoresALineThatAKillCutOff() throws StripeException, IOException {
        String kept;
        try (var first = start()) {
            kept = first.paid(500).getId();
            first.paid(600);
        }
        var whole = Files.readString(journal());
        int end = whole.lastIndexOf('\n', whole.length() - 2);
        for (int cut : List.of(end + 2, end + 40, whole.length() - 1)) {
            Files.writeString(journal(), whole.substring(0, cut));
            try (var again = start()) {
                assertThat(again.ledger()).hasSize(2);
                assertThat(again.ledgerRow(kept).get("status").asString()).isEqualTo("succeeded");
                assertThat(again.ledger().toList().getLast().get("status").asString())
                        .isEqualTo("requires_payment_method");
                assertThat(again.paid(700).getStatus()).isEqualTo("succeeded");
            }
            try (var later = start()) {
                assertThat(later.ledger()).hasSize(3);
            }
        }
    }

    @Test
    void refusesAJournalThatIsBrokenInItsMiddle() throws IOException {
        try (var first = start()) {
            assertThat(first.get(INTENTS).statusCode()).isEqualTo(200);
        }
        Files.writeString(journal(), "not a line\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> StripeSimulator.start(Settings.defaults().withDataDirectory(directory)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal-2.jsonl, line 2 is not a journal line of this version");
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var first = start()) {
            assertThat(first.get(INTENTS).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> StripeSimulator.start(Settings.defaults().withDataDirectory(directory)))
                    .isInstanceOf(IOException.class).hasMessageContaining("is used by another simulator");
        }
    }

    @Test
    void loadsAHundredThousandEntriesInSeconds() throws IOException {
        var settings = Settings.defaults().withDataDirectory(directory);
        try (var store = new Store(settings)) {
            var decider = new PaymentDecider(URI.create("http://pages"));
            var form = Form.parse("amount=500&currency=eur&payment_method=pm_card_visa&confirm=true"
                    + "&payment_method_types[]=card&metadata[order]=7");
            for (int i = 0; i < 100_000; i++) {
                var cause = new Cause(settings.clock().millis(), store.ids().root("key" + i), "req_1", "key" + i);
                var moment = new Moment(cause, store.ids().names(cause.root()));
                store.commit(decider.create(moment, "acct_1", CreateRequest.parse(form, Api.VERSION)), cause,
                        new Kept("acct_1", "key" + i, INTENTS, "fingerprint", "req_1", cause.at(), null));
            }
        }
        // what others do on this machine does not count
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        try (var store = new Store(settings)) {
            assertThat(store.ledger().all()).hasSize(100_000);
        }

        assertThat((threads.getCurrentThreadCpuTime() - start) / 1e9).as("seconds of computing").isLessThan(60);
    }

    private SimulatorFixture restarted(SimulatorFixture first) {
        first.close();
        return start();
    }

    @Test
    void forgetsEverythingWithoutADirectory() throws StripeException {
        try (var first = SimulatorFixture.inMemory()) {
            first.created(500);
        }
        try (var second = SimulatorFixture.inMemory()) {
            assertThat(second.ledger()).isEmpty();
            assertThat(json(second.get("/_control/health"))).isEqualTo(Json.MAPPER.valueToTree(Map.of("status", "ok")));
        }
    }
}
