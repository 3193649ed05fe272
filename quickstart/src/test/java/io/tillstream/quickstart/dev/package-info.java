@NullMarked
package io.tillstream.quickstart.dev;

import org.jspecify.annotations.NullMarked;
