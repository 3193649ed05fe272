package io.tillstream.quickstart.dev;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.catalog.CatalogImport;

/// A small shop to begin with. It is imported once, so that what the user makes of it stays.
public final class SampleShop {

    private static final Currency CURRENCY = Currency.getInstance("USD");

    private SampleShop() {}

    static void importOnce(DataDirectory data, Addresses addresses) throws IOException, InterruptedException {
        Path mark = data.resolve("sample-imported");
        if (!Files.exists(mark)) {
            bring(addresses);
            Files.createFile(mark);
        }
    }

    /// Brings products and what they cost beside their prices. The same commands again change nothing.
    ///
    /// @return how many products
    public static int bring(Addresses addresses) throws IOException, InterruptedException {
        var result = CatalogImport.run(csv(), CURRENCY, addresses);
        CatalogImport.publish(SampleTerms.commands(Instant.now()), addresses);
        return result.products();
    }

    /// How many commands [#bring] publishes.
    public static int size() throws IOException {
        return CatalogImport.size(csv(), CURRENCY) + SampleTerms.commands(Instant.EPOCH).size();
    }

    /// A product file as Shopify exports it, in US dollars.
    public static String csv() throws IOException {
        try (InputStream file = Objects.requireNonNull(SampleShop.class.getResourceAsStream("/sample/products.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
