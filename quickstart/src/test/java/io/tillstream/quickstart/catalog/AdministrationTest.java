package io.tillstream.quickstart.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// Command lines without meaning end with 2 and one line that names option, value and fix, before anything is asked of Kafka.
class AdministrationTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "discount X --amount five --currency EUR         | --amount five makes no sense; give an amount in EUR such as 19.99",
            "discount X --amount 5.001                       | --amount 5.001 makes no sense; give an amount in USD such as 19.99",
            "discount X --amount 5.5 --currency JPY          | --amount 5.5 makes no sense",
            "discount X --percent ten                        | --percent ten makes no sense; give a percentage such as 19% or 7.25%",
            "discount X --percent 1.001                      | --percent 1.001 makes no sense; it is finer than can be kept",
            "discount X --percent 10 --from tomorrow         | --from tomorrow makes no sense; give a time such as 2026-11-27",
            "discount X --percent 10 --free-shipping         | mutually exclusive",
            "discount X                                      | Missing required argument",
            "discount X --buy 2                              | --get",
            "stock S --product P --reason R                  | Missing required argument",
            "stock S --product P --correct 0.5 --reason R    | --correct",
            "promotion B --product P --price 9 --until 2026-11-30 | --sku",
            "promotion B --product P --sku S --price 9,5 --until 2026-11-30 | --price 9,5 makes no sense",
            "zone eu --area Germany --method a=1             | --area Germany makes no sense; give one such as DE",
            "zone eu --area DE --method standard             | --method standard makes no sense",
            "tax DE --inclusive                              | --rate",
            "tax DE --none --rate standard=19%               | --rate standard=19% makes no sense",
            "tax DE --inclusive --rate standard              | --rate standard makes no sense",
            "tax DE --inclusive --rate standard=x            | --rate x makes no sense",
            "tax DE --inclusive --rate standard=1@soon..     | --rate soon makes no sense"})
    void saysWhatIsWrong(String line, String expected) {
        var command = new CommandLine(new CatalogCommands()).setErr(new PrintWriter(err, true));

        assertThat(command.execute(line.strip().split(" +"))).isEqualTo(2);
        assertThat(err.toString()).contains(expected);
    }
}
