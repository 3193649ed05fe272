package io.tillstream.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The contract of this service, as a program reads it.
@RestController
class OpenApiController {

    @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
    Resource openapi() {
        return new ClassPathResource("openapi.yaml", OpenApiController.class.getClassLoader());
    }
}
