package dev.plimsoll.api.plane;

/// Ends the control plane in good order.
@FunctionalInterface
public interface Shutdown {
    /// Asks for the end and returns at once; the answer to the request that asked still goes out.
    void begin();
}
