package io.tillstream.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.tillstream.checkout.cart.CartRules;
import io.tillstream.checkout.cart.MergePolicy;

class ProcessorSettingsTest {

    @Test
    void cartsLiveAMonthAndAddUpAndPromotionsEndWhenTheyEndUnlessTheShopSaysOtherwise() {
        assertThat(settings(Map.of()).rules())
                .isEqualTo(new CartRules(Duration.ofDays(30), null, MergePolicy.SUM, false));
        assertThat(settings(Map.of("tillstream.cart.guest-expiry", "7d", "tillstream.cart.user-expiry", "365d",
                "tillstream.cart.merge-policy", "larger", "tillstream.prices.honour-promotions", "true")).rules())
                .isEqualTo(new CartRules(Duration.ofDays(7), Duration.ofDays(365), MergePolicy.LARGER, true));
    }

    @Test
    void refusesCartsThatAreOverAtOnce() {
        assertThatThrownBy(() -> settings(Map.of("tillstream.cart.user-expiry", "-1d")).rules())
                .hasMessageContaining("tillstream.cart.user-expiry is PT-24H: set it to a time such as 30d");
    }

    @Test
    void refusesWhatIsNeitherTrueNorFalse() {
        assertThatThrownBy(() -> settings(Map.of("tillstream.prices.honour-promotions", "perhaps")))
                .isInstanceOf(BindException.class).hasMessageContaining("tillstream.prices.honour-promotions");
    }

    private static ProcessorSettings settings(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tillstream",
                ProcessorSettings.class);
    }
}
