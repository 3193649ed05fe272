package io.tillstream.api.page.io;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.page.PageFile;
import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// Serves the shop page. Browsers ask each time whether a file is still the same, so that a new release is seen at once.
@RestController
@ConditionalOnProperty("tillstream.page")
class PageController {

    private final Map<String, PageFile> files;

    PageController() throws IOException {
        this.files = load();
    }

    @GetMapping("/")
    ResponseEntity<byte[]> page() {
        return file("index.html");
    }

    @GetMapping("/page/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        var file = files.get(name);
        if (file == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "The page has no such file");
        }
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(file.type())).eTag('"' + file.tag() + '"')
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy",
                        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'")
                .header("Referrer-Policy", "no-referrer").header("X-Content-Type-Options", "nosniff")
                .body(file.bytes());
    }

    private static Map<String, PageFile> load() throws IOException {
        var files = new TreeMap<String, PageFile>();
        var resolver = new PathMatchingResourcePatternResolver(PageController.class.getClassLoader());
        for (var resource : resolver.getResources("classpath:page/*.*")) {
            var name = Objects.requireNonNull(resource.getFilename());
            PageFile.of(name, resource.getContentAsByteArray()).ifPresent(file -> files.put(name, file));
        }
        return files;
    }
}
