package io.tillstream.api.catalogue.io;

import static io.tillstream.api.problem.ProblemCode.PARAMETER_INVALID;
import static io.tillstream.api.problem.ProblemCode.PRODUCT_NOT_FOUND;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.catalogue.Product;
import io.tillstream.api.problem.ProblemException;

@RestController
class ProductController {

    private static final int MOST = 200;

    private final ProductStore products;

    ProductController(ProductStore products) {
        this.products = products;
    }

    @GetMapping("/products")
    Product.Page list(@RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST || (after != null && after.indexOf('\0') >= 0)) {
            throw new ProblemException(PARAMETER_INVALID, "'limit' takes 1 to 200, 'after' the id of a product");
        }
        var found = products.list(after, limit + 1);
        return found.size() <= limit
                ? new Product.Page(found, null)
                : new Product.Page(found.subList(0, limit), found.get(limit - 1).productId());
    }

    @GetMapping("/products/{id}")
    Product product(@PathVariable String id) {
        if (id.indexOf('\0') >= 0) {
            throw notFound();
        }
        return products.find(id).orElseThrow(ProductController::notFound);
    }

    private static ProblemException notFound() {
        return new ProblemException(PRODUCT_NOT_FOUND, "No product for sale has this id");
    }
}
