@NullMarked
package io.tillstream.quickstart.embedded;

import org.jspecify.annotations.NullMarked;
