@NullMarked
package io.tillstream.schemas;

import org.jspecify.annotations.NullMarked;
