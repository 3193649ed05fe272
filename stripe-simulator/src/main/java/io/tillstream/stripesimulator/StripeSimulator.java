package io.tillstream.stripesimulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

import io.tillstream.stripesimulator.http.Request;
import io.tillstream.stripesimulator.http.Response;
import io.tillstream.stripesimulator.http.Server;

/// A running simulator. It takes requests until it is closed.
public final class StripeSimulator implements AutoCloseable {

    private final Server server;
    private final Store store;
    private final Agenda agenda;
    private final Courier courier;
    private final URI uri;

    private StripeSimulator(Settings settings, Server server, Store store) {
        this.server = server;
        this.store = store;
        uri = URI.create("http://%s:%d".formatted(settings.host(), server.port()));
        agenda = new Agenda(store.clock());
        courier = new Courier(store, agenda, settings.seed());
        server.serve(wired(settings));
        agenda.start();
    }

    private Function<Request, Response> wired(Settings settings) {
        var transitions = new Transitions(store, agenda);
        store.listen((change, deliveries) -> {
            transitions.plan(change);
            courier.accept(deliveries);
        });
        transitions.planAll();
        courier.accept(store.undelivered().all());
        var webhooks = new WebhookControl(store, courier);
        settings.webhooks().stream().filter(webhook -> isNew(webhook)).map(webhook -> new WebhookControl.Wanted(
                webhook.url(), null, webhook.secret(), null)).forEach(webhooks::add);
        var faults = new Faults();
        var plan = new FaultPlan(settings.seed());
        var pages = settings.publicUri() == null ? uri : settings.publicUri();
        var api = new Api(settings, store, faults, plan, new Writes(store, new PaymentDecider(pages)));
        var control = new Control(List.of(new PaymentControl(store, transitions).actions(),
                new FaultControl(faults, plan).actions(), new ClockControl(store, agenda).actions(),
                webhooks.actions(), new AuthenticationPage(store, transitions).actions()));
        return request -> request.path().startsWith(Control.PATH + "/") ? control.apply(request) : api.apply(request);
    }

    // the journal may know it from the last time
    private boolean isNew(Settings.Webhook webhook) {
        return store.endpoints().all().stream().noneMatch(endpoint -> endpoint.wish().url().equals(webhook.url())
                && endpoint.newestSecret().equals(webhook.secret()));
    }

    /// Returns once requests are answered.
    ///
    /// @throws IOException when the port is taken, or the data directory cannot be read or is in use
    public static StripeSimulator start(Settings settings) throws IOException {
        var store = new Store(settings);
        try {
            return new StripeSimulator(settings, Server.open(settings.host(), settings.port()), store);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// Where it answers, without a slash at the end: what a Stripe client takes as its API base.
    public URI uri() {
        return uri;
    }

    /// Cuts off what is in flight; what was answered before is in the journal.
    @Override
    public void close() throws IOException {
        agenda.close();
        courier.close();
        server.close();
        store.close();
    }
}
