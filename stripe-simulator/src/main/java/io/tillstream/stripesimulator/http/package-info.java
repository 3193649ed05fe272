/// HTTP without any meaning: requests in, responses out, also broken ones.
@NullMarked
package io.tillstream.stripesimulator.http;

import org.jspecify.annotations.NullMarked;
