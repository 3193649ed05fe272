package io.tillstream.api.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every reason this service gives for not doing what was asked. Codes never change their meaning; `docs/http-errors.md` says what to do about each.
/// The empty comments keep one code a line.
public enum ProblemCode {

    BODY_MISSING(400, "The request has no body"), //
    MALFORMED_JSON(400, "The body is not JSON"), //
    UNKNOWN_PROPERTY(400, "The body has a property that is not known"), //
    WRONG_TYPE(400, "A property has the wrong type"), //
    PROPERTY_MISSING(400, "A property is missing"), //
    CURRENCY_UNKNOWN(400, "The currency is not known"), //
    SKU_INVALID(400, "The SKU is not valid"), //
    OPTIONS_INVALID(400, "The options are not valid"), //
    EMAIL_INVALID(400, "The e-mail address is not valid"), //
    PAYMENT_METHOD_INVALID(400, "The payment method is not valid"), //
    ACCEPTED_TOTAL_OUT_OF_RANGE(400, "The accepted total is out of range"), //
    DISCOUNT_CODE_INVALID(400, "The discount code is not valid"), //
    USER_INVALID(400, "The user is not valid"), //
    IDEMPOTENCY_KEY_MISSING(400, "The request has no Idempotency-Key"), //
    IDEMPOTENCY_KEY_INVALID(400, "The Idempotency-Key is not valid"), //
    IDEMPOTENCY_KEY_NOT_RANDOM(400, "The Idempotency-Key is not a random UUID"), //
    PREFER_INVALID(400, "The Prefer header is not valid"), //
    IF_MATCH_INVALID(400, "The If-Match header is not valid"), //
    PARAMETER_INVALID(400, "A parameter is not valid"), //
    WEBHOOK_SIGNATURE_INVALID(400, "The webhook is not signed as it should be"), //
    WEBHOOK_INVALID(400, "The webhook is no event that can be read"), //
    LIVEMODE_MISMATCH(400, "The webhook is of another mode than this shop"), //
    BAD_REQUEST(400, "The request cannot be understood"), //
    TOKEN_MISSING(401, "The request has no user's token"), //
    TOKEN_INVALID(401, "The user's token is not valid"), //

    NOT_FOUND(404, "There is nothing at this address"), //
    CART_NOT_FOUND(404, "There is no such cart"), //
    LINE_NOT_FOUND(404, "The cart has no such line"), //
    COMMAND_NOT_FOUND(404, "There is no such command"), //
    CHECKOUT_NOT_FOUND(404, "There is no such checkout"), //
    ORDER_NOT_FOUND(404, "There is no such order"), //
    DISCOUNT_NOT_FOUND(404, "The cart has no discount code"), //
    PRODUCT_NOT_FOUND(404, "There is no such product"), //
    IMAGE_NOT_FOUND(404, "There is no such image"), //
    WEBHOOKS_NOT_CONFIGURED(404, "Webhooks are not taken here"), //

    METHOD_NOT_ALLOWED(405, "This method is not allowed here"), //

    NOT_ACCEPTABLE(406, "The answer cannot be given in a form that is accepted"), //

    OUT_OF_STOCK(409, "Not enough in stock"), //
    CART_NOT_ACTIVE(409, "The cart cannot be changed any more"), //
    CART_EMPTY(409, "The cart is empty"), //
    PRICE_CHANGED(409, "Prices have changed"), //
    CART_EXISTS(409, "There is a cart of that id already"), //
    DISCOUNT_ALREADY_APPLIED(409, "The cart has another discount code"), //
    ADDRESS_REQUIRED(409, "The cart has no shipping address"), //
    ORDER_NOT_OPEN(409, "The order is settled already"), //

    OUTCOME_EXPIRED(410, "The outcome is not kept any more"), //
    CART_CHANGED(412, "The cart has changed"), //

    BODY_TOO_LARGE(413, "The body is too large"), //
    WEBHOOK_TOO_LARGE(413, "The webhook is too large"), //

    MEDIA_TYPE_UNSUPPORTED(415, "The body is not of a type that is read here"), //

    QUANTITY_OUT_OF_RANGE(422, "The quantity is out of range"), //
    VARIANT_NOT_FOUND(422, "There is no such variant"), //
    CURRENCY_MISMATCH(422, "The currencies are not the same"), //
    TOO_MANY_LINES(422, "The cart has too many lines"), //
    CART_TOO_LARGE(422, "The cart is too large"), //
    AMOUNT_TOO_SMALL(422, "The amount is too small to be paid"), //
    AMOUNT_TOO_LARGE(422, "The amount is too large to be paid"), //
    DISCOUNT_NOT_APPLICABLE(422, "The discount code cannot be used"), //
    DISCOUNT_MINIMUM_NOT_REACHED(422, "The cart is too small for the discount code"), //
    DISCOUNT_PRODUCTS_NOT_MATCHING(422, "The discount code is for other products"), //
    DISCOUNT_CONTACT_REQUIRED(422, "The discount code is for people who can be told apart"), //
    BAD_ADDRESS(422, "The shipping address is not valid"), //
    DESTINATION_NOT_SERVED(422, "Nothing is shipped to this address"), //
    SHIPPING_METHOD_NOT_AVAILABLE(422, "There is no such way of shipping"), //
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for something else"), //
    TOO_MANY_CODES(429, "Too many discount codes were tried on this cart"), //
    TOO_MANY_GUESSES(429, "Too many were tried"), //

    COMMAND_FAILED(500, "The command could not be carried out"), //
    INTERNAL_ERROR(500, "Something went wrong here"), //

    UNKNOWN_OUTCOME(503, "It is not known whether the command was taken"), //
    SERVICE_UNAVAILABLE(503, "The service cannot answer now"), //
    TOKEN_KEYS_UNAVAILABLE(503, "Users' tokens cannot be checked now"), //
    TOO_MANY_STREAMS(503, "Too many streams are open"); //

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// As it stands in a problem, such as `out_of_stock`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// HTTP status.
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// Empty if it is none of ours: a processor may be newer than this service.
    public static Optional<ProblemCode> of(String code) {
        return Arrays.stream(values()).filter(known -> known.code().equals(code)).findFirst();
    }
}
