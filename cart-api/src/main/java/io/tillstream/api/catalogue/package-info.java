/// Products as a storefront shows them.
@NullMarked
package io.tillstream.api.catalogue;

import org.jspecify.annotations.NullMarked;
