package io.tillstream.api.identity.io;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import io.tillstream.api.identity.Buyer;
import io.tillstream.api.identity.CartTokens;

/// Gives a handler method its [Buyer]. A token that is no good ends the request, even where another proof was sent.
class BuyerResolver implements HandlerMethodArgumentResolver {

    private static final int SCHEME = "Bearer".length();
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer(\\s.*)?");

    private final UserTokens tokens;

    BuyerResolver(UserTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Buyer.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) {
        var authorization = web.getHeader(HttpHeaders.AUTHORIZATION);
        var user = authorization == null || !BEARER.matcher(authorization).matches()
                ? null
                : tokens.user(authorization.substring(SCHEME).strip());
        return new Buyer(user, web.getHeader(CartTokens.HEADER));
    }
}
