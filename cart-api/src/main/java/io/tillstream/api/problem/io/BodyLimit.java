package io.tillstream.api.problem.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;

/// Reads a body whole before it is parsed, and refuses one that is too large whatever its headers say.
@ControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

    static final int BYTES = 64 * 1024;

    private record Body(InputStream getBody, HttpHeaders getHeaders) implements HttpInputMessage {}

    @Override
    public boolean supports(MethodParameter parameter, Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type target,
            Class<? extends HttpMessageConverter<?>> converter) throws IOException {
        var bytes = message.getBody().readNBytes(BYTES + 1);
        if (bytes.length > BYTES) {
            throw new ProblemException(ProblemCode.BODY_TOO_LARGE, "A body takes at most " + BYTES + " bytes");
        }
        return new Body(new ByteArrayInputStream(bytes), message.getHeaders());
    }
}
