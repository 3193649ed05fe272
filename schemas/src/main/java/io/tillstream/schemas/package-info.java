/// Topics, their schemas and how records are written to bytes and read back.
@NullMarked
package io.tillstream.schemas;

import org.jspecify.annotations.NullMarked;
