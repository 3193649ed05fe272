@NullMarked
package io.tillstream.quickstart.catalog;

import org.jspecify.annotations.NullMarked;
