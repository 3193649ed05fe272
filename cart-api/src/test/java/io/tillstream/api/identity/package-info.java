/// Tests.
@NullMarked
package io.tillstream.api.identity;

import org.jspecify.annotations.NullMarked;
