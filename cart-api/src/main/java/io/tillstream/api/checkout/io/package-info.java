/// Checkouts over HTTP: the request, its state, and the stream of its changes.
@NullMarked
package io.tillstream.api.checkout.io;

import org.jspecify.annotations.NullMarked;
