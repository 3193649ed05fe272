package io.tillstream.quickstart.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tillstream.command.CatalogCommand;
import io.tillstream.command.ReceiveStock;
import io.tillstream.command.UpsertProduct;

class ImportedCommandsTest {

    private static final Product SHIRT = new Product("shirt", "Shirt", "Soft", "/a.svg", true,
            List.of(new Product.Variant(2, "SH-S", Map.of("Size", "S"), 1999, "", 3),
                    new Product.Variant(3, "SH-M", Map.of("Size", "M"), 2400, "/m.svg", 0)));

    @Test
    void bringsTheProductBeforeItsStock() {
        List<CatalogCommand> commands = commands("file");
        assertThat(commands).extracting(CatalogCommand::getProductId).containsExactly("shirt", "shirt");
        assertThat(commands.get(0).getBody()).isInstanceOf(UpsertProduct.class);
        assertThat(commands.get(1).getBody()).isEqualTo(new ReceiveStock("SH-S", 3, "catalogue import"));
    }

    @Test
    void givesAVariantAPriceOnlyWhereItDiffersFromTheProducts() {
        var product = (UpsertProduct) commands("file").getFirst().getBody();
        assertThat(product.getPrice()).isEqualTo(1999);
        assertThat(product.getVariants()).extracting(variant -> variant.getPrice()).containsExactly(null, 2400L);
        assertThat(product.getVariants()).extracting(variant -> variant.getImage()).containsExactly(null, "/m.svg");
    }

    @Test
    void givesTheSameFileTheSameIdsAndAnotherFileOthers() {
        assertThat(ids("file")).isEqualTo(ids("file")).doesNotHaveDuplicates();
        assertThat(ids("file")).doesNotContainAnyElementsOf(ids("changed"));
    }

    private static List<String> ids(String content) {
        return commands(content).stream().map(CatalogCommand::getCommandId).toList();
    }

    private static List<CatalogCommand> commands(String content) {
        return new ImportedCommands(content, Currency.getInstance("USD")).of(SHIRT);
    }
}
