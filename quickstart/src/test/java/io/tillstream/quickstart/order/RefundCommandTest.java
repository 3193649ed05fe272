package io.tillstream.quickstart.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// Command lines without meaning end with 2 and say what is wrong, before anything is asked of PostgreSQL or Kafka.
class RefundCommandTest {

    private static final String LINE = "2908f3fd5066d757";

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "show                                              | Missing required parameter: 'NUMBER-OR-ID'",
            "show 17                                           | 17 is neither a number such as K7QM-2F9X-8RTA nor an order id",
            "show K7QM-2F9X-8RTU                               | K7QM-2F9X-8RTU is neither",
            "refund K7QM-2F9X-8RTA --reason R                  | Missing required argument",
            "refund K7QM-2F9X-8RTA --all                       | --reason",
            "refund K7QM-2F9X-8RTA --all --amount 5 --reason R | mutually exclusive",
            "refund K7QM-2F9X-8RTA --amount 5.00 --reason R    | 5.00 is no whole number of minor units, such as 1999 for 19.99 USD",
            "refund K7QM-2F9X-8RTA --amount -5 --reason R      | -5 is no whole number",
            "refund K7QM-2F9X-8RTA --amount 0 --reason R       | 0 is no whole number",
            "refund K7QM-2F9X-8RTA --all --reason=             | --reason is empty",
            "refund K7QM-2F9X-8RTA --all --reason R --restock 1 | 1 makes no sense; give all, or a line of the order and its units",
            "refund K7QM-2F9X-8RTA --all --reason R --restock " + LINE + "=0 | =0 makes no sense",
            "refund K7QM-2F9X-8RTA --all --reason R --restock a=1 --restock all | --restock all makes no sense; give all alone",
            "refund K7QM-2F9X-8RTA --all --reason R --restock a=1 --restock a=2 | --restock a=2 makes no sense; give all alone",
            "refund K7QM-2F9X-8RTA --all --reason R --id 7     | --id"})
    void saysWhatIsWrong(String line, String expected) {
        var command = new CommandLine(new OrderCommands()).setErr(new PrintWriter(err, true));

        assertThat(command.execute(line.strip().split(" +"))).isEqualTo(2);
        assertThat(err.toString()).contains(expected);
    }
}
