package io.tillstream.systemtests;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// Tests of the shop page: one shop for a class, and new buyers for each test.
abstract class PageTests {

    static ShopFront front;
    /// Null where there is no browser.
    static @Nullable ShopFront opened;

    @BeforeAll
    static void openFront() throws Exception {
        front = ShopFront.open();
        opened = front;
    }

    @AfterAll
    static void closeFront() throws Exception {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    @AfterEach
    void leave() {
        front.buyersLeave();
    }
}
