package io.tillstream.api.problem.io;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

import io.tillstream.api.json.Json;

/// What Tomcat refuses on its own, such as an address that is none, is a problem too, not a page about Tomcat. Public because Tomcat makes it.
public final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(Json.mapper().writeValueAsString(Problems.ofStatus(response.getStatus()).body()));
                response.finishResponse();
            }
        } catch (IOException e) {
            LOG.debug("Nobody reads the answer", e);
        }
    }
}
