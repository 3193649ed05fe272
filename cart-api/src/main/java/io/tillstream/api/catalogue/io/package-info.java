/// Products and images over HTTP.
@NullMarked
package io.tillstream.api.catalogue.io;

import org.jspecify.annotations.NullMarked;
