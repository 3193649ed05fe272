/// When each open cart was last touched by its buyer.
@NullMarked
package io.tillstream.abandonment.activity;

import org.jspecify.annotations.NullMarked;
