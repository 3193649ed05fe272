package io.tillstream.quickstart.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class SampleShopTest {

    @Test
    void hasAPictureForEachOfItsProducts() throws IOException {
        List<String> pictures = Pattern.compile("/images/[a-z-]+\\.svg").matcher(SampleShop.csv()).results()
                .map(found -> found.group()).toList();
        assertThat(pictures).hasSize(12).doesNotHaveDuplicates()
                .allSatisfy(picture -> assertThat(SampleShop.class.getResource("/sample" + picture)).isNotNull());
    }
}
