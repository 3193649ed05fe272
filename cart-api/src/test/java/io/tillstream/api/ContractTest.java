package io.tillstream.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import io.tillstream.api.problem.ProblemCode;

/// Code, `openapi.yaml` and `docs/http-errors.md` say the same.
class ContractTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\d{3}) \\|");

    @Test
    void describesEveryPathThatIsMappedAndMapsEveryPathThatIsDescribed() throws IOException {
        assertThat(Contract.operations()).isEqualTo(mapped());
    }

    @Test
    void listsEveryCodeWithItsStatusInTheTableOfErrors() throws IOException {
        var table = new TreeMap<String, Integer>();
        var rows = ROW.matcher(Files.readString(Path.of("../docs/http-errors.md")));
        while (rows.find()) {
            table.put(rows.group(1), Integer.valueOf(rows.group(2)));
        }

        assertThat(table).isEqualTo(new TreeMap<>(Arrays.stream(ProblemCode.values())
                .collect(Collectors.toMap(ProblemCode::code, ProblemCode::status))));
    }

    @Test
    void listsEveryCodeInTheDescriptionOfAProblem() throws IOException {
        var listed = (List<?>) Contract.at("components", "schemas", "Problem", "properties", "code", "examples");

        assertThat(listed.stream().map(Object::toString))
                .hasSameElementsAs(Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
    }

    @Test
    void isServed() throws IOException, InterruptedException {
        var response = RunningApi.send("GET", "/openapi.yaml", "");

        assertThat(response.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(response.body()).startsWith("openapi: 3.1.0");
    }

    private static Set<String> mapped() {
        var mapped = new TreeSet<String>();
        RunningApi.CONTEXT.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet().forEach(info -> add(mapped, info));
        return mapped;
    }

    /// The container's own error page is not a path for anybody.
    private static void add(Set<String> mapped, RequestMappingInfo info) {
        for (var path : info.getPatternValues()) {
            if (!path.equals("/error")) {
                info.getMethodsCondition().getMethods().forEach(method -> mapped.add(method + " " + path));
            }
        }
    }
}
