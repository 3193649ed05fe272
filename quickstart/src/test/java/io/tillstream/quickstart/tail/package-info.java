@NullMarked
package io.tillstream.quickstart.tail;

import org.jspecify.annotations.NullMarked;
