package io.tillstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;

import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tillstream.quickstart.Addresses;
import io.tillstream.quickstart.catalog.CatalogImport;
import io.tillstream.quickstart.dev.SampleShop;

/// Pictures of the shop page with the sample products, in `target/screenshots`. With `-Dscreenshot=FILE` that of the README is taken, too; FILE is
/// relative to the project.
class ShopPicturesTest {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private static @Nullable ShopFront opened;
    private static ShopFront front;

    @BeforeAll
    static void open() throws Exception {
        front = ShopFront.open();
        opened = front;
        var database = Parts.database();
        CatalogImport.run(SampleShop.csv(), Currency.getInstance("USD"), new Addresses(Parts.kafka().bootstrapServers(),
                Parts.registry(), database.jdbcUrl() + "?user=" + database.user()));
        Eventually.that("the sample products", () -> !front.shop.database
                .queryForList("select stock from product_variant where sku = 'UMBR-01' and stock > 0").isEmpty());
    }

    @AfterAll
    static void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"390, LIGHT", "390, DARK", "1280, LIGHT", "1280, DARK"})
    void ofEveryStepOfAPurchase(int width, ColorScheme scheme) {
        var buyer = front.buyer(width, scheme).showingOnlyTheSample().open();
        buyer.puts("Enamel Mug").putsEngraved("Tea Tin", "For Ada, from Charles").puts("Linen Shirt");
        buyer.picture(file("shop", width, scheme));
        buyer.goesTo("#/cart").presses("Save Linen Shirt").waitFor(".saved", "Linen Shirt");
        buyer.picture(file("cart", width, scheme));
        buyer.goesToCheckout().picture(file("payment", width, scheme));
        buyer.pays("9995").awaits("failed").awaitsAllRecords().picture(file("declined", width, scheme));
        buyer.page.locator("#buy").waitFor();
        buyer.pays("4242").awaits("confirmed").awaitsAllRecords().picture(file("confirmed", width, scheme));
        buyer.page.locator("#account").click();
        buyer.picture(file("sign-in", width, scheme));

        assertThat(file("confirmed", width, scheme)).isNotEmptyFile();
        front.buyersLeave();
    }

    @Test
    void forTheReadme() throws IOException {
        var wanted = System.getProperty("screenshot");
        var picture = wanted == null ? FOLDER.resolve("readme.png") : Path.of("..").resolve(wanted);
        front.buyer().showingOnlyTheSample().open().puts("Tea Tin").goesToCheckout().pays("4242").awaits("confirmed"); // everything is warm then
        var buyer = front.buyer().showingOnlyTheSample().open();
        buyer.puts("Enamel Mug").puts("Linen Shirt").goesToCheckout().pays("4242").awaits("confirmed")
                .awaitsAllRecords().picture(picture);

        assertThat(Files.size(picture)).isLessThan(300_000);
        front.buyersLeave();
    }

    private static Path file(String state, int width, ColorScheme scheme) {
        return FOLDER.resolve("%s-%d-%s.png".formatted(state, width, scheme.name().toLowerCase(java.util.Locale.ROOT)));
    }
}
