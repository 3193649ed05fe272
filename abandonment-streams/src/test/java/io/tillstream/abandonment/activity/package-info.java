@NullMarked
package io.tillstream.abandonment.activity;

import org.jspecify.annotations.NullMarked;
