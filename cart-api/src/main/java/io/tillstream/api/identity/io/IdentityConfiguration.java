package io.tillstream.api.identity.io;

import java.time.Clock;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.tillstream.api.identity.CartOwners;
import io.tillstream.api.identity.CartTokens;
import io.tillstream.api.identity.UserCartIds;
import io.tillstream.api.settings.ApiSettings;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration implements WebMvcConfigurer {

    private final UserTokens tokens;

    IdentityConfiguration(ApiSettings settings, Clock clock) {
        var keys = new KeyRetriever();
        this.tokens = new UserTokens(TokenProcessors.of(settings.users(), keys, TokenProcessors.FRESH, clock), keys);
    }

    @Bean
    CartTokens cartTokens(ApiSettings settings) {
        return new CartTokens(settings.key());
    }

    @Bean
    UserCartIds userCartIds(ApiSettings settings) {
        return new UserCartIds(settings.key());
    }

    @Bean
    CartOwners cartOwners(ApiSettings settings) {
        return new CartOwners(settings.key());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new BuyerResolver(tokens));
    }
}
