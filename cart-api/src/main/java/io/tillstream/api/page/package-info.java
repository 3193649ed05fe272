/// The shop page: what a browser gets. Pure.
@NullMarked
package io.tillstream.api.page;

import org.jspecify.annotations.NullMarked;
