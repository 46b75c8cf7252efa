package dev.plimsoll.clouds.openstack.small;

import java.util.Map;

/// What goes wrong with one request.
///
/// @param on      of a method and path such as `POST /compute/v2.1/servers`, as a regular expression
/// @param done    whether the request is carried out all the same
/// @param status  what is answered; 0 closes the connection instead
/// @param headers further ones
/// @param text    what is sent, however long it claims to be
public record Fault(String on, boolean done, int status, Map<String, String> headers, String text) {
    /// The service says this and does nothing.
    public static Fault answer(String on, int status, String text) {
        return new Fault(on, false, status, Map.of(), text);
    }

    /// The service asks to be left alone.
    public static Fault throttled(String on, int status, String retryAfter) {
        return new Fault(on, false, status, Map.of("Retry-After", retryAfter), "{\"overLimit\": {\"code\": " + status + ", \"message\": \"This request was rate-limited.\"}}");
    }

    /// It is done, and nobody is told.
    public static Fault replyLost(String on) {
        return new Fault(on, true, 0, Map.of(), "");
    }

    /// It is done, and a proxy says that it was not.
    public static Fault doneButBroken(String on) {
        return new Fault(on, true, 500, Map.of(), "{\"computeFault\": {\"code\": 500, \"message\": \"Unexpected API Error.\"}}");
    }
}
