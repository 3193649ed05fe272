/// Redis, which may be missing at any moment.
@NullMarked
package io.tillstream.api.redis;

import org.jspecify.annotations.NullMarked;
