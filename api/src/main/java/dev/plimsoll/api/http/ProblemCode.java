package dev.plimsoll.api.http;

/// Stable words for failures. Clients match on them; a word is never renamed.
public enum ProblemCode {
    INVALID(422, "invalid", "The request is not right"),
    MALFORMED(400, "invalid", "The request cannot be read"),
    UNAUTHORIZED(401, "unauthorized", "The token is missing or wrong"),
    FORBIDDEN(403, "forbidden", "That is not allowed"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "invalid", "That cannot be done here"),
    CONFLICT(409, "conflict", "Something else is in the way"),
    TOO_OLD(410, "too-old", "That was forgotten; list again"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    NEEDS(424, "needs", "More is needed to read the declaration"),
    HEADERS_TOO_LARGE(431, "too-large", "The headers are too large"),
    THROTTLED(429, "throttled", "Too much at once; try again"),
    INTERNAL(500, "internal", "Something went wrong inside the control plane"),
    UNAVAILABLE(503, "unavailable", "Something needed does not answer"),
    STORE_FULL(507, "store-full", "There is no room left to store it"),
    TIMED_OUT(408, "invalid", "The request took too long to arrive");

    private final int status;
    private final String code;
    private final String title;

    ProblemCode(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /// For failures Jetty finds before a handler sees the request.
    static ProblemCode ofStatus(int status) {
        for (ProblemCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return status >= 500 ? INTERNAL : MALFORMED;
    }
}
