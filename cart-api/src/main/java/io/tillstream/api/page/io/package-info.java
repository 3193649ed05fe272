/// The shop page over HTTP.
@NullMarked
package io.tillstream.api.page.io;

import org.jspecify.annotations.NullMarked;
