/// How JSON is read: strictly; and written: in snake case.
@NullMarked
package io.tillstream.api.json;

import org.jspecify.annotations.NullMarked;
