@NullMarked
package io.tillstream.quickstart.order;

import org.jspecify.annotations.NullMarked;
