/// Webhooks over HTTP.
@NullMarked
package io.tillstream.api.webhook.io;

import org.jspecify.annotations.NullMarked;
