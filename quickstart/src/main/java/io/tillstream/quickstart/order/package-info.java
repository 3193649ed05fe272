/// What the shop's own people see of an order, and the money that they give back.
@NullMarked
package io.tillstream.quickstart.order;

import org.jspecify.annotations.NullMarked;
