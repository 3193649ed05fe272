package io.tillstream.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProcessorSettingsTest {

    @Test
    void promotionsEndWhenTheyEndUnlessTheShopSaysOtherwise() {
        assertThat(bound(Map.of()).prices().honourPromotions()).isFalse();
        assertThat(bound(Map.of("tillstream.prices.honour-promotions", "true")).prices().honourPromotions()).isTrue();
        assertThatThrownBy(() -> bound(Map.of("tillstream.prices.honour-promotions", "perhaps")))
                .isInstanceOf(BindException.class).hasMessageContaining("tillstream.prices.honour-promotions");
    }

    private static ProcessorSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("tillstream",
                ProcessorSettings.class);
    }
}
