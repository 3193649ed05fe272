package io.tillstream.stripesimulator;

import java.io.IOException;
import java.io.UncheckedIOException;
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
            if (change.endpoint() != null && change.endpoint().deleted()) {
                courier.forget(change.endpoint().id());
            }
        });
        transitions.planAll();
        var webhooks = new WebhookControl(store, courier);
        webhooks.configure(settings.webhooks());
        courier.accept(store.undelivered().all());
        var faults = new Faults();
        var plan = new FaultPlan(settings.seed());
        var pages = settings.publicUri() == null ? uri : settings.publicUri();
        var api = new Api(settings, store, faults, plan, new Writes(store, new PaymentDecider(pages)));
        var control = new Control(List.of(new PaymentControl(store, transitions).actions(),
                new FaultControl(faults, plan).actions(), new ClockControl(store, agenda).actions(),
                webhooks.actions(), new AuthenticationPage(store, transitions).actions()));
        return request -> request.path().startsWith(Control.PATH + "/") ? control.apply(request) : api.apply(request);
    }

    /// Returns once requests are answered.
    ///
    /// @throws IOException when the port is taken, or the data directory cannot be read or is in use
    public static StripeSimulator start(Settings settings) throws IOException {
        try {
            return start(settings, new Store(settings));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    // what failed halfway holds neither the port nor the directory
    private static StripeSimulator start(Settings settings, Store store) throws IOException {
        try {
            var server = Server.open(settings.host(), settings.port());
            try {
                return new StripeSimulator(settings, server, store);
            } catch (Throwable e) {
                server.close();
                throw e;
            }
        } catch (Throwable e) {
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
