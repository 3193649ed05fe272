@NullMarked
package io.tillstream.systemtests;

import org.jspecify.annotations.NullMarked;
