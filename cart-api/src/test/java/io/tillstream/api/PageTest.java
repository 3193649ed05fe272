package io.tillstream.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the shop page is served.
class PageTest {

    private static final Pattern OURS = Pattern.compile("(?:src|href)=\"(/page/[^\"]+)\"|from '\\./([^']+)'");

    @ParameterizedTest
    @CsvSource({"/, text/html;charset=UTF-8", "/page/main.js, text/javascript;charset=UTF-8",
            "/page/base.css, text/css;charset=UTF-8", "/page/icon.svg, image/svg+xml"})
    void letsABrowserAskAgainAndLoadNothingFromElsewhere(String path, String type)
            throws IOException, InterruptedException {
        var response = RunningApi.send("GET", path, "");

        assertThat(response.statusCode()).isEqualTo(200);
        var headers = response.headers();
        assertThat(headers.firstValue("Content-Type")).contains(type);
        assertThat(headers.firstValue("Cache-Control")).contains("no-cache");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        var tag = headers.firstValue("ETag").orElseThrow();
        assertThat(RunningApi.send("GET", path, "", "If-None-Match", tag).statusCode()).isEqualTo(304);
        var head = RunningApi.send("HEAD", path, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void namesOnlyFilesThatAreThere() throws IOException, InterruptedException {
        var page = RunningApi.send("GET", "/", "").body() + RunningApi.send("GET", "/page/main.js", "").body()
                + RunningApi.send("GET", "/page/checkout-view.js", "").body();
        var named = OURS.matcher(page).results()
                .map(found -> found.group(1) == null ? "/page/" + found.group(2) : found.group(1)).distinct().toList();

        assertThat(named).hasSizeGreaterThan(10);
        for (var path : named) {
            assertThat(RunningApi.send("GET", path, "").statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void needsNoInlineScriptOrStyle() throws IOException, InterruptedException {
        assertThat(RunningApi.send("GET", "/", "").body()).doesNotContain("<style").doesNotContain(" style=")
                .doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void isNotThereUnlessItIsAskedFor() throws IOException, InterruptedException {
        try (var headless = RunningApi.start(false)) {
            for (var path : new String[]{"/", "/page/main.js", "/checkouts/AAAA/records"}) {
                var response = RunningApi.send(headless, "GET", path, "");
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).contains("\"code\":\"not_found\"");
                assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            }
        }
    }
}
