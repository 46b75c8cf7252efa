package dev.plimsoll.model.ingress;

/// One instance, or an address outside, as an ingress reaches it.
///
/// @param name    the same as long as it is the same instance, and nobody else's
/// @param address IP address, or a host name for what is outside
/// @param port    there
/// @param leaving gets nothing new; what is under way may end
public record Server(String name, String address, int port, boolean leaving) {
    /// One that is about to be stopped.
    public Server asLeaving() {
        return new Server(name, address, port, true);
    }
}
