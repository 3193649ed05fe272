/// Tests.
@NullMarked
package io.tillstream.api.webhook;

import org.jspecify.annotations.NullMarked;
