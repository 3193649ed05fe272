/// Tests.
@NullMarked
package io.tillstream.api.view;

import org.jspecify.annotations.NullMarked;
