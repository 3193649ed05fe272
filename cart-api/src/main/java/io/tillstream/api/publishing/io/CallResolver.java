package io.tillstream.api.publishing.io;

import java.util.Collections;
import java.util.random.RandomGenerator;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import io.tillstream.api.publishing.Call;
import io.tillstream.api.publishing.IdempotencyKey;
import io.tillstream.api.publishing.IfMatch;
import io.tillstream.api.publishing.Prefer;
import io.tillstream.api.tracing.TraceParent;

/// Gives a handler method its [Call]: whoever takes one cannot forget the idempotency key.
class CallResolver implements HandlerMethodArgumentResolver {

    private final RandomGenerator random;

    CallResolver(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Call.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) {
        var request = (HttpServletRequest) web.getNativeRequest();
        return new Call(request.getMethod(), request.getRequestURI(),
                IdempotencyKey.required(request.getHeader(IdempotencyKey.HEADER)),
                Prefer.wait(Collections.list(request.getHeaders("Prefer"))),
                IfMatch.version(request.getHeader(HttpHeaders.IF_MATCH)),
                TraceParent.continued(request.getHeader(TraceParent.HEADER), random));
    }
}
