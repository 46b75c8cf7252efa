package dev.plimsoll.model.ingress;

import dev.plimsoll.model.InvalidValue;

/// Where an ingress listens.
///
/// @param name    as routes name it, such as web
/// @param address of this machine; empty is all of them
/// @param port    of this machine
public record EntryPoint(String name, String address, int port) {
    /// The port of plain HTTP, unless the operator says otherwise.
    public static final String WEB = "web";
    /// The port of HTTPS, unless the operator says otherwise.
    public static final String WEBSECURE = "websecure";
    /// Where the ingress tells Prometheus its own figures, below /metrics; nowhere, unless the operator says so. No route listens there.
    public static final String METRICS = "metrics";

    public EntryPoint {
        if (port < 1 || port > 65_535) {
            throw new InvalidValue("port " + port + " of entry point " + name + " is not between 1 and 65535");
        }
    }

    /// For people: `:80` or `127.0.0.1:8080`.
    public String text() {
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }
}
