package io.tillstream.api.guess.io;

import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.tillstream.api.settings.ApiSettings;

/// Whom guests' guesses are counted for, behind proxies. `X-Forwarded-For` of anybody else counts for nothing: it would be another address each time.
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> addressesFromProxies(ApiSettings settings) {
        var proxies = settings.trustedProxies();
        return factory -> {
            if (proxies != null) {
                var valve = new RemoteIpValve();
                valve.setInternalProxies(proxies);
                valve.setProtocolHeader(null);
                factory.addEngineValves(valve);
            }
        };
    }
}
