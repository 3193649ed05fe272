@org.jspecify.annotations.NullMarked
package io.tillstream.quickstart.embedded;
