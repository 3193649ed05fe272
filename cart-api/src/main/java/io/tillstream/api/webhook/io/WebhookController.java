package io.tillstream.api.webhook.io;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.tillstream.api.problem.ProblemCode;
import io.tillstream.api.problem.ProblemException;
import io.tillstream.api.publishing.io.CommandPublisher;
import io.tillstream.api.settings.ApiSettings;
import io.tillstream.api.settings.StripeSettings;
import io.tillstream.api.tracing.TraceParent;
import io.tillstream.api.webhook.PaymentNews;
import io.tillstream.api.webhook.StripeEvent;
import io.tillstream.api.webhook.StripeSignature;

/// Takes what Stripe tells by itself. Whoever calls is known by the signature alone, so nothing is parsed before it; 200 means that the broker has it, and
/// after anything else Stripe sends it again. Bodies are never logged.
@RestController
class WebhookController {

    static final int BYTES = 256 * 1024;

    private final StripeSettings settings;
    private final PaymentSubjects subjects;
    private final CommandPublisher publisher;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    WebhookController(ApiSettings settings, PaymentSubjects subjects, CommandPublisher publisher, Clock clock) {
        this.settings = settings.stripe();
        this.subjects = subjects;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// The stream, not a body: what Stripe has signed are its bytes, of whatever type its header says they are.
    @PostMapping("/webhooks/stripe")
    ResponseEntity<Map<String, String>> take(@RequestHeader HttpHeaders headers, InputStream stream) {
        if (settings.webhookSecrets().isEmpty()) {
            throw new ProblemException(ProblemCode.WEBHOOKS_NOT_CONFIGURED, "Set tillstream.stripe.webhook-secrets");
        }
        var body = read(stream);
        StripeSignature.check(headers.getOrEmpty(StripeSignature.HEADER), body, settings.webhookSecrets(),
                clock.instant());
        var event = StripeEvent.read(body);
        if (event.livemode() != settings.livemode()) {
            throw new ProblemException(ProblemCode.LIVEMODE_MISMATCH,
                    "This shop takes events with livemode " + settings.livemode());
        }
        var news = PaymentNews.of(event);
        news.ifPresent(told -> publisher.publish(told.result(subjects.of(told)), TraceParent.continued(null, random)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(Map.of("status", news.isPresent() ? "taken" : "ignored"));
    }

    private static byte[] read(InputStream stream) {
        byte[] body;
        try {
            body = stream.readNBytes(BYTES + 1);
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.WEBHOOK_INVALID, "It broke off");
        }
        if (body.length > BYTES) {
            throw new ProblemException(ProblemCode.WEBHOOK_TOO_LARGE, "A webhook takes at most " + BYTES + " bytes");
        }
        return body;
    }
}
