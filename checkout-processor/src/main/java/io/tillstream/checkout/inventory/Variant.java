package io.tillstream.checkout.inventory;

/// One thing that can be bought, as it stands in a batch.
///
/// @param title    of the product
/// @param currency ISO 4217
/// @param price    minor units, that of the variant if it has one, else that of the product
/// @param active   whether variant and product are sold
/// @param stock    units that can be sold now
/// @param version  of the stock, for readers of its events
/// @param taxClass of the product, such as `standard`
public record Variant(String sku, String title, String currency, long price, boolean active, int stock, long version,
        String productId, String taxClass) {

    /// @param change units; negative when they are held for an order
    public Variant changeStock(int change) {
        return new Variant(sku, title, currency, price, active, Math.addExact(stock, change), version + 1, productId,
                taxClass);
    }
}
