package dev.plimsoll.ingress.haproxy;

/// A line of the configuration, and on whose account it is there: when HAProxy refuses the line, that route is to blame.
///
/// @param route name of the route; empty when it is nobody's
record Line(String text, String route) {
    static Line of(String text) {
        return new Line(text, "");
    }
}
