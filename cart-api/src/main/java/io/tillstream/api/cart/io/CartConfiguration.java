package io.tillstream.api.cart.io;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.tillstream.api.cart.CartTokens;
import io.tillstream.api.settings.ApiSettings;

@Configuration(proxyBeanMethods = false)
class CartConfiguration {

    @Bean
    CartTokens cartTokens(ApiSettings settings) {
        return new CartTokens(settings.key());
    }
}
