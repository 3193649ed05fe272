package io.tillstream.api.settings;

import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whose webhooks are taken.
///
/// @param webhookSecrets of the endpoint at Stripe, `whsec_...`; while one is being rolled, the old and the new. None: webhooks are not taken
/// @param livemode       whether this shop takes real money; events of the other mode are refused
public record StripeSettings(@DefaultValue List<String> webhookSecrets, @DefaultValue("false") boolean livemode) {

    public StripeSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
        if (!webhookSecrets.stream().allMatch(secret -> secret.matches("whsec_[!-~]{8,250}"))) {
            throw new BadSetting("tillstream.stripe.webhook-secrets", "not what Stripe gives",
                    "use the signing secrets of the webhook endpoint, whsec_..., comma separated");
        }
    }

    /// Not the secrets.
    @Override
    public String toString() {
        return "StripeSettings[webhookSecrets=%d, livemode=%s]".formatted(webhookSecrets.size(), livemode);
    }
}
