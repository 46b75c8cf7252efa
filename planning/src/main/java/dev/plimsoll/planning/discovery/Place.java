package dev.plimsoll.planning.discovery;

/// An address and a port that can be connected to.
public record Place(String host, int port) {
    /// `10.0.0.7:8080`, or `[fd00::7]:8080`.
    public String text() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
