package io.tillstream.api.catalogue.io;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// Images that come with the application. A shop's own lie elsewhere, and its catalogue has their addresses.
@RestController
class ImageController {

    private static final Map<String, String> TYPES = Map.of("svg", "image/svg+xml", "png", "image/png", "jpg",
            "image/jpeg", "webp", "image/webp");

    @GetMapping("/images/{name}")
    ResponseEntity<Resource> image(@PathVariable String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw notFound();
        }
        var image = Stream.of("static/images/", "sample/images/")
                .<Resource>map(folder -> new ClassPathResource(folder + name)).filter(Resource::exists).findFirst()
                .orElseThrow(ImageController::notFound);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'").body(image);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.IMAGE_NOT_FOUND, "No image has this name");
    }
}
