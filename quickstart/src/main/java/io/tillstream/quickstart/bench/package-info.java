/// What Tillstream is worth, measured on the machine that it runs on.
@NullMarked
package io.tillstream.quickstart.bench;

import org.jspecify.annotations.NullMarked;
