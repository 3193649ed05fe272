package io.tillstream.quickstart.order;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.Where;

@Command(name = "show", mixinStandardHelpOptions = true, description = {
        "Show an order, its payment and its refunds, as they are in PostgreSQL.", "",
        "Amounts are in minor units; what is refunded counts once Stripe has given it back."})
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NUMBER-OR-ID", converter = OrderName.Converter.class, description = "such as K7QM-2F9X-8RTA")
    private @Nullable OrderName order;

    @Option(names = "--data", paramLabel = "DIR", description = "data directory of the running dev (default: .tillstream)")
    private Path data = Where.defaultData();

    @Option(names = "--database", paramLabel = "URL", description = "JDBC address, with user and password if needed (default: that of dev)")
    private @Nullable String database;

    @Override
    public Integer call() throws IOException, SQLException {
        String url = database == null ? Addresses.read(data).database() : database;
        System.out.println(OrderText.of(OrderTable.one(url, Objects.requireNonNull(order))));
        return 0;
    }
}
