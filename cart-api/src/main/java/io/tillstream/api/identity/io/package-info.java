/// Users' tokens, checked and, for a demo, given out.
@NullMarked
package io.tillstream.api.identity.io;

import org.jspecify.annotations.NullMarked;
