package io.tillstream.checkout.payment.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// A process that has a payment worker and nothing else.
public final class PaymentWorkerProcess {

    private PaymentWorkerProcess() {}

    /// @param arguments settings, as `--key=value`
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(PaymentConfiguration.class).web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF).run(arguments);
    }

    static Process start(Map<String, String> settings) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                PaymentWorkerProcess.class.getName()));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        var log = new File("target/payment-worker-" + settings.get("tillstream.instance") + ".log");
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    }
}
