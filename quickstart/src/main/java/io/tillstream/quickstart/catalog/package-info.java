/// Products from a CSV file become commands.
@NullMarked
package io.tillstream.quickstart.catalog;

import org.jspecify.annotations.NullMarked;
