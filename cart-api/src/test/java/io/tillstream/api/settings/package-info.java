/// Settings.
@NullMarked
package io.tillstream.api.settings;

import org.jspecify.annotations.NullMarked;
