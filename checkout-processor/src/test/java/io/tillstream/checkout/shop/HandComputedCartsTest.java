package io.tillstream.checkout.shop;

import static io.tillstream.checkout.shop.PricedShop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tillstream.checkout.cart.CartCommand;
import io.tillstream.checkout.cart.CartCommand.AddItem;
import io.tillstream.checkout.cart.CartCommand.ApplyDiscount;
import io.tillstream.checkout.cart.CartCommand.Ask;
import io.tillstream.checkout.cart.CartCommand.CreateCart;
import io.tillstream.checkout.cart.CartCommand.SetShippingAddress;
import io.tillstream.checkout.cart.Summary;
import io.tillstream.checkout.decision.Event;
import io.tillstream.checkout.discount.Discount;
import io.tillstream.checkout.discount.Limits;
import io.tillstream.checkout.inventory.Variant;
import io.tillstream.checkout.pricing.Area;
import io.tillstream.checkout.pricing.Offer;
import io.tillstream.checkout.pricing.PriceTables;
import io.tillstream.checkout.pricing.Reduction;
import io.tillstream.checkout.pricing.ShippingTable;
import io.tillstream.checkout.pricing.ShippingTable.Method;
import io.tillstream.checkout.pricing.ShippingTable.ZoneArea;
import io.tillstream.checkout.pricing.TaxRate;
import io.tillstream.checkout.pricing.TaxTable;
import io.tillstream.checkout.pricing.Totals;

/// Carts whose totals were computed by hand; amounts in minor units. A line is `product:tax class quantity x unit price`, a tax `class ppm`, contained
/// in prices (`in`) or added to them (`ex`).
class HandComputedCartsTest {

    private static final Area HOME = new Area("DE", "", "");

    private record Sold(String product, String taxClass, int quantity, long price) {

        static Sold of(String text) {
            var words = text.split("[ x:]+", -1);
            return words.length == 3
                    ? new Sold(words[0], "standard", Integer.parseInt(words[1]), Long.parseLong(words[2]))
                    : new Sold(words[0], words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            currency | lines                              | discount       | shipping        | taxes                              | off lines     | subtotal |  off | shipped |  tax | total
            EUR      | mug 1x1190                         | -              | -               | -                                  | 0             |     1190 |    0 |       0 |    0 |  1190
            EUR      | mug 3x1999; tea:food 2x450         | -              | 499 from 5000   | standard 190000 in, food 70000 in  | 0 0           |     6897 |    0 |       0 | 1017 |  6897
            EUR      | mug 1x2500; tea:food 5x500         | -              | 499 from 5000   | standard 190000 in, food 70000 in  | 0 0           |     5000 |    0 |       0 |  563 |  5000
            EUR      | mug 1x4999                         | -              | 499 from 5000   | standard 190000 in                 | 0             |     4999 |    0 |     499 |  878 |  5498
            EUR      | mug 1x5001                         | fixed 1        | 499 from 5000   | standard 190000 in                 | 1             |     5001 |    1 |       0 |  798 |  5000
            EUR      | mug 1x5001                         | fixed 2        | 499 from 5000   | standard 190000 in                 | 2             |     5001 |    2 |     499 |  878 |  5498
            EUR      | mug 1x1110                         | 15%            | -               | -                                  | 167           |     1110 |  167 |       0 |    0 |   943
            EUR      | mug 1x1109                         | 15%            | -               | -                                  | 166           |     1109 |  166 |       0 |    0 |   943
            EUR      | mug 1x50; cup 1x50                 | 1%             | -               | -                                  | 1 0           |      100 |    1 |       0 |    0 |    99
            EUR      | mug 1x49                           | 1%             | -               | -                                  | 0             |       49 |    0 |       0 |    0 |    49
            EUR      | mug 2x1000                         | fixed 5000     | 499             | standard 190000 in                 | 2000          |     2000 | 2000 |     499 |   80 |   499
            EUR      | mug 1x1000; cup 1x1000; jar 1x1000 | fixed 100      | -               | standard 190000 in                 | 34 33 33      |     3000 |  100 |       0 |  463 |  2900
            EUR      | mug 1x100; cup 1x250; jar 1x250    | fixed 100      | -               | -                                  | 17 42 41      |      600 |  100 |       0 |    0 |   500
            EUR      | mug 2x30; cup 1x20; jar 2x10       | 1+1            | -               | -                                  | 24 8 8        |      100 |   40 |       0 |    0 |    60
            EUR      | mug 2x30; cup 1x20; jar 2x10       | 2+1            | -               | -                                  | 12 4 4        |      100 |   20 |       0 |    0 |    80
            EUR      | mug 2x3000; cup 3x2000; jar 2x1000 | 2+1            | 390             | standard 190000 in                 | 1286 1286 428 |    14000 | 3000 |     390 | 1819 | 11390
            EUR      | mug 4x2500; cup 3x1500; jar 9x99   | 3+2 on mug,jar | -               | standard 210000 in                 | 2568 0 229    |    15391 | 2797 |       0 | 2186 | 12594
            EUR      | tea:food 7x333; pot 1x2999         | 2+1 on tea     | 490 from 5000   | standard 200000 in, food 55000 in  | 666 0         |     5330 |  666 |     490 |  669 |  5154
            EUR      | mug 1x2999                         | free           | 799 from 5000   | standard 190000 in                 | 0             |     2999 |    0 |       0 |  479 |  2999
            EUR      | mug 1x5000                         | 10% min 5000   | 499 from 4500   | standard 190000 in                 | 500           |     5000 |  500 |       0 |  718 |  4500
            EUR      | mug 1x4999                         | 10% min 5000   | 499 from 4500   | standard 190000 in                 | 0             |     4999 |    0 |       0 |  798 |  4999
            EUR      | book:books 3x1495; lamp 1x8990     | 12.5% on book  | 690             | standard 190000 in, books 70000 in | 561 0         |    13475 |  561 |     690 | 1803 | 13604
            EUR      | mug 1x1000; gift:none 1x2000       | 10%            | 0               | standard 190000 in                 | 100 200       |     3000 |  300 |       0 |  144 |  2700
            USD      | mug 3x333                          | -              | 499 from 5000   | standard 88750 ex                  | 0             |      999 |    0 |     499 |  133 |  1631
            USD      | mug 2x1999; tea:food 1x1249        | 20% on mug     | 595             | standard 72500 ex                  | 800 0         |     5247 |  800 |     595 |  275 |  5317
            USD      | mug 1x1; cup 1x1; jar 1x1          | 50%            | -               | standard 100000 ex                 | 1 1 0         |        3 |    2 |       0 |    0 |     1
            USD      | mug 1x1000; bond:nil 1x5000        | fixed 777      | 1000 from 5224  | standard 86250 ex, nil 0 ex        | 130 647       |     6000 |  777 |    1000 |  161 |  6384
            USD      | mug 5x1999                         | free           | 995             | standard 62500 ex                  | 0             |     9995 |    0 |       0 |  625 | 10620
            USD      | mug 1x1005                         | 100%           | -               | standard 62500 ex                  | 1005          |     1005 | 1005 |       0 |    0 |     0
            GBP      | mug 1x1099; kid:zero 2x1299        | 15%            | 395 from 4000   | standard 200000 in, zero 0 in      | 165 390       |     3697 |  555 |     395 |  222 |  3537
            GBP      | mug 3x3333                         | 33.33%         | 395 from 10000  | standard 200000 in                 | 3333          |     9999 | 3333 |     395 | 1177 |  7061
            JPY      | mug 1x1980; tea:food 3x298         | -              | 550 from 3980   | standard 100000 in, food 80000 in  | 0 0           |     2874 |    0 |     550 |  296 |  3424
            JPY      | mug 1x1015                         | 10%            | -               | standard 100000 ex                 | 102           |     1015 |  102 |       0 |   91 |  1004
            JPY      | mug 1x1014                         | 10%            | -               | standard 100000 ex                 | 101           |     1014 |  101 |       0 |   91 |  1004
            JPY      | tea:food 7x108; mug 1x3300         | 2+1 on tea     | 0               | standard 100000 ex, food 80000 ex  | 216 0         |     4056 |  216 |       0 |  373 |  4213
            JPY      | mug 1x5; cup 1x5; jar 1x5          | fixed 10       | -               | standard 100000 in                 | 4 3 3         |       15 |   10 |       0 |    0 |     5
            KWD      | mug 1x1250; cup 3x3333             | 7.5%           | 1500 from 15000 | -                                  | 94 750        |    11249 |  844 |    1500 |    0 | 11905
            KWD      | mug 2x12345                        | fixed 1        | 2000            | standard 50000 ex                  | 1             |    24690 |    1 |    2000 | 1334 | 28023
            BHD      | mug 1x9995; tea:food 2x1115        | 10% on mug     | 1100 from 12000 | standard 100000 ex, food 0 ex      | 1000 0        |    12225 | 1000 |    1100 | 1010 | 13335
            BHD      | mug 3x3335                         | 2+1            | 1100            | standard 100000 in                 | 3335          |    10005 | 3335 |    1100 |  706 |  7770
            KWD      | mug 1x10; cup 1x15                 | 10%            | -               | standard 50000 in                  | 1 2           |       25 |    3 |       0 |    1 |    22
            USD      | mug 1x1010                         | -              | -               | standard 50000 ex                  | 0             |     1010 |    0 |       0 |   51 |  1061
            EUR      | mug 1x4                            | -              | -               | standard 600000 in                 | 0             |        4 |    0 |       0 |    2 |     4
            EUR      | mug 2x750; tea:food 1x1250         | 5% min 2750    | 0               | standard 190000 in, food 70000 ex  | 75 63         |     2750 |  138 |       0 |  311 |  2695
            BHD      | mug 7x1005; cup 5x995; jar 1x3     | 3+1            | 500 from 9045   | standard 100000 ex                 | 1754 1240 1   |    12013 | 2995 |     500 |  952 | 10470
            """)
    void comesOutToTheLastUnit(String currency, String lines, String discount, String shipping, String taxes,
            String offLines, long subtotal, long off, long shipped, long tax, long total) {
        var summary = summary(currency, Arrays.stream(lines.split("; ", -1)).map(Sold::of).toList(), discount, shipping,
                taxes);

        assertThat(summary.discounts().stream().map(Object::toString).collect(Collectors.joining(" ")))
                .isEqualTo(offLines);
        assertThat(summary.totals()).extracting(Totals::subtotal, Totals::discount, Totals::shipping, Totals::tax,
                Totals::total).containsExactly(subtotal, off, shipped, tax, total);
    }

    private static Summary summary(String currency, List<Sold> lines, String discount, String shipping, String taxes) {
        var variants = lines.stream().map(line -> new Variant(line.product(), line.product(), currency, line.price(),
                true, 1_000, 1, line.product(), line.taxClass())).toList();
        var shop = new Shop(List.of(), List.of(), variants, List.of(),
                new Pricing(List.of(discount(discount, currency)), List.of(),
                        new PriceTables(shipping(shipping, currency), taxes(taxes))));
        var asks = new ArrayList<Ask>(List.of(new CreateCart(currency)));
        lines.forEach(line -> asks.add(new AddItem(line.product(), line.quantity(), Map.of())));
        asks.add(new SetShippingAddress(PricedShop.berlin()));
        asks.add(new ApplyDiscount("CODE"));
        for (var ask : asks) {
            shop.decide(new CartCommand(new UUID(3, shop.answers().size()), new UUID(1, 1), "hash", ask, NOON));
        }
        return shop.happened().getLast().event() instanceof Event.CartChanged(var _, var _, Summary summary)
                ? Objects.requireNonNull(summary)
                : new Summary(new Totals(0, 0, 0, 0, 0), List.of(), null, null, null);
    }

    private static ShippingTable shipping(String text, String currency) {
        if (text.equals("-")) {
            return new ShippingTable(List.of(), List.of());
        }
        var words = text.split(" from ", -1);
        return new ShippingTable(List.of(new ZoneArea("home", "standard", HOME)), List.of(new Method("home", "post", 1,
                currency, Long.parseLong(words[0]), words.length == 1 ? null : Long.valueOf(words[1]))));
    }

    private static TaxTable taxes(String text) {
        if (text.equals("-")) {
            return new TaxTable(List.of());
        }
        return new TaxTable(Arrays.stream(text.split(", ", -1)).map(rate -> rate.split(" ", -1))
                .map(words -> new TaxTable.Row(HOME,
                        new TaxRate(words[0], Integer.parseInt(words[1]), words[2].equals("in")), null, null))
                .toList());
    }

    /// `reduction on products min order`, where there is one.
    private static Discount discount(String text, String currency) {
        var minimum = text.split(" min ", -1);
        var products = minimum[0].split(" on ", -1);
        return new Discount("CODE",
                new Offer(reduction(products[0]), products.length == 1 ? null : Set.of(products[1].split(",", -1))),
                new Limits(!text.equals("-"), currency, minimum.length == 1 ? 0 : Long.parseLong(minimum[1]), null,
                        null, null, null),
                0, 1);
    }

    private static Reduction reduction(String text) {
        if (text.endsWith("%")) {
            return new Reduction.Percentage(
                    new BigDecimal(text.replace("%", "")).movePointRight(2).intValueExact());
        }
        if (text.startsWith("fixed ")) {
            return new Reduction.FixedAmount(Long.parseLong(text.substring(6)));
        }
        var groups = text.split("[+]", -1);
        return groups.length == 2
                ? new Reduction.BuyXGetY(Integer.parseInt(groups[0]), Integer.parseInt(groups[1]))
                : new Reduction.FreeShipping();
    }
}
