/// What can be set, with units and bounds.
@NullMarked
package io.tillstream.api.settings;

import org.jspecify.annotations.NullMarked;
