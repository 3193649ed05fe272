package io.tillstream.quickstart.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.tillstream.command.CatalogCommand;
import io.tillstream.command.ReceiveStock;
import io.tillstream.command.UpsertProduct;
import io.tillstream.command.Variant;

/// The commands that bring a product of a file into the shop.
///
/// Their ids are derived from the file's content and the row, so that the same file twice is the same commands twice, which changes nothing.
/// The same product in another file is another delivery.
final class ImportedCommands {

    private final String content;
    private final Currency currency;

    /// @param content the whole file
    ImportedCommands(String content, Currency currency) {
        this.content = content;
        this.currency = currency;
    }

    /// First the product, then its stock.
    List<CatalogCommand> of(Product product) {
        var commands = new ArrayList<CatalogCommand>();
        commands.add(command(product.id(), "product " + product.id(), upsert(product)));
        for (Product.Variant variant : product.variants()) {
            if (variant.stock() > 0) {
                commands.add(command(product.id(), "stock " + variant.line() + " " + variant.sku(),
                        new ReceiveStock(variant.sku(), variant.stock(), "catalogue import")));
            }
        }
        return commands;
    }

    private CatalogCommand command(String product, String what, Object body) {
        UUID id = UUID.nameUUIDFromBytes((what + "\n" + content).getBytes(StandardCharsets.UTF_8));
        return new CatalogCommand(id.toString(), product, body);
    }

    private UpsertProduct upsert(Product product) {
        long price = product.variants().getFirst().price();
        List<Variant> variants = product.variants().stream().map(variant -> variant(variant, price)).toList();
        return UpsertProduct.newBuilder().setTitle(product.title()).setDescription(product.description())
                .setCurrency(currency.getCurrencyCode()).setPrice(price).setImage(orNull(product.image()))
                .setActive(product.active()).setVariants(variants).build();
    }

    private static Variant variant(Product.Variant variant, long productPrice) {
        return Variant.newBuilder().setSku(variant.sku()).setAttributes(variant.attributes())
                .setPrice(variant.price() == productPrice ? null : variant.price())
                .setImage(orNull(variant.image())).build();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
