/// Tests.
@NullMarked
package io.tillstream.api.view.io;

import org.jspecify.annotations.NullMarked;
