package io.tillstream.checkout.payment.io;

/// What may change about a request while it is worked on.
interface Standing {

    /// Of the order's payment nothing may be confirmed any more.
    boolean givenUp();

    /// Another process works on the request now, so no further call is right here.
    boolean lost();
}
