package io.tillstream.api.publishing.io;

import java.security.SecureRandom;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.tillstream.api.publishing.StatusIds;
import io.tillstream.api.settings.ApiSettings;
import io.tillstream.schemas.AvroCodec;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration implements WebMvcConfigurer {

    @Bean
    AvroCodec avroCodec(ApiSettings settings) {
        return new AvroCodec(settings.registry().url());
    }

    @Bean
    StatusIds statusIds(ApiSettings settings) {
        return new StatusIds(settings.key());
    }

    /// Spring's own would log what buyers sent.
    @Bean
    ProducerListener<Object, Object> silentListener() {
        return new ProducerListener<>() {
        };
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallResolver(new SecureRandom()));
    }
}
