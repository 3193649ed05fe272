@NullMarked
package io.tillstream.quickstart;

import org.jspecify.annotations.NullMarked;
