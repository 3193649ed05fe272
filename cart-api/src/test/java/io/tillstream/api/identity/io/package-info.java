/// Tests.
@NullMarked
package io.tillstream.api.identity.io;

import org.jspecify.annotations.NullMarked;
