package io.tillstream.quickstart.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tillstream.quickstart.Failure;

class ProductFileTest {

    private static final String HEADER = "Handle,Title,Body (HTML),Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src,Variant Image\n";

    @Test
    void makesRowsOfOneHandleOneProduct() {
        var file = parse("""
                shirt,Shirt,Soft,true,Size,S,Colour,Red,SH-S,3,19.99,/a.svg,
                shirt,,,,,M,,Blue,SH-M,4,24.00,/b.svg,/m.svg
                mug,Mug,,true,Title,Default Title,,,MUG,1,5,,
                """);
        assertThat(file.refusals()).isEmpty();
        assertThat(file.products()).containsExactly(
                new Product("shirt", "Shirt", "Soft", "/a.svg", true, List.of(
                        new Product.Variant(2, "SH-S", Map.of("Size", "S", "Colour", "Red"), 1999, "", 3),
                        new Product.Variant(3, "SH-M", Map.of("Size", "M", "Colour", "Blue"), 2400, "/m.svg", 4))),
                new Product("mug", "Mug", "", "", true,
                        List.of(new Product.Variant(4, "MUG", Map.of(), 500, "", 1))));
    }

    @Test
    void derivesAMissingSkuFromHandleAndOptions() {
        var file = parse("""
                shirt,Shirt,,true,Size,Größe XL,Colour,Deep Blue,,1,5,,
                mug,Mug,,true,Title,Default Title,,,,1,5,,
                """);
        assertThat(skus(file)).containsExactly("shirt-große-xl-deep-blue", "mug");
    }

    @Test
    void takesARowWithAPictureOnlyAsNoVariant() {
        var file = parse("""
                mug,Mug,,true,Title,Default Title,,,MUG,1,5,/1.svg,
                mug,,,,,,,,,,,/2.svg,
                """);
        assertThat(file.refusals()).isEmpty();
        assertThat(skus(file)).containsExactly("MUG");
    }

    @Test
    void namesLineColumnValueAndWhatIsExpectedAndTakesTheRest() {
        var file = parse("""
                ,Nothing,,true,,,,,,1,5,,
                late,,,true,,,,,,1,5,,
                a,A,,true,Title,Default Title,,,A,1,12.345,,
                b,B,,true,Title,Default Title,,,B,-1,5,,
                c,C,,true,Title,Default Title,,,C,1,"5,00",,
                d,D,,true
                e,E,,true,Title,Default Title,,,E,1,5,,
                f,F,,true,Title,Default Title,,,E,1,5,,
                """);
        assertThat(file.refusals()).extracting(Refusal::text).containsExactly(
                "line 2: Handle is \"\", expected the product's handle, such as blue-shirt",
                "line 3: Title is \"\", expected a title, as this is the first row of its product",
                "line 4: Variant Price is \"12.345\", expected an amount in USD such as 19.99",
                "line 5: Variant Inventory Qty is \"-1\", expected a whole number of units, 0 or more",
                "line 6: Variant Price is \"5,00\", expected an amount in USD such as 19.99",
                "line 7: the number of columns is \"4\", expected 13 as in the header",
                "line 9: Variant SKU is \"E\", expected a SKU of its own; line 8 has this one already");
        assertThat(skus(file)).containsExactly("E");
    }

    @Test
    void countsTheLinesOfTextsWithLineBreaksAndEmptyLines() {
        var file = parse("""
                a,A,"two
                lines",true,Title,Default Title,,,A,1,5,,

                b,B,,true,Title,Default Title,,,B,1,free,,
                """);
        assertThat(file.refusals()).extracting(Refusal::line).containsExactly(5L);
    }

    @Test
    void knowsHowManyDigitsACurrencyHas() {
        var rows = "a,A,,true,Title,Default Title,,,A,1,1500,,\nb,B,,true,Title,Default Title,,,B,1,15.5,,\n";
        var file = ProductFile.parse(HEADER + rows, Currency.getInstance("JPY"));
        assertThat(file.products().getFirst().variants().getFirst().price()).isEqualTo(1500);
        assertThat(file.refusals()).extracting(Refusal::text)
                .containsExactly("line 3: Variant Price is \"15.5\", expected an amount in JPY such as 1999");
    }

    @Test
    void takesAProductThatIsNotPublishedAsNotSold() {
        var file = parse("a,A,,false,Title,Default Title,,,A,1,5,,\n");
        assertThat(file.products().getFirst().active()).isFalse();
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() {
        var file = ProductFile.parse("\uFEFF" + HEADER + "a,A,,true,Title,Default Title,,,A,1,5,,\n",
                Currency.getInstance("USD"));
        assertThat(skus(file)).containsExactly("A");
    }

    @Test
    void stopsAtAQuoteThatIsNeverClosed() {
        var file = parse("a,A,,true,Title,Default Title,,,A,1,5,,\nb,\"B,,true\n");
        assertThat(skus(file)).containsExactly("A");
        assertThat(file.refusals()).hasSize(1).first().extracting(Refusal::line).isEqualTo(3L);
    }

    @Test
    void refusesAFileWithoutTheColumnsThatItNeeds() {
        assertThatThrownBy(() -> ProductFile.parse("Handle,Title\n", Currency.getInstance("USD")))
                .isInstanceOf(Failure.class).hasMessageContaining("\"Variant Price\"");
        assertThatThrownBy(() -> ProductFile.parse("", Currency.getInstance("USD"))).isInstanceOf(Failure.class);
    }

    private static ProductFile parse(String rows) {
        return ProductFile.parse(HEADER + rows, Currency.getInstance("USD"));
    }

    private static List<String> skus(ProductFile file) {
        return file.products().stream().flatMap(product -> product.variants().stream()).map(Product.Variant::sku)
                .toList();
    }
}
