package dev.plimsoll.ingress.haproxy;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// How long a router's question may stay open.
///
/// @param longest at most
/// @param over    whether there is something else to tell the router; looked at whenever the ingress is woken
public record Patience(Duration longest, BooleanSupplier over) {
    public static Patience of(Duration longest) {
        return new Patience(longest, () -> false);
    }
}
