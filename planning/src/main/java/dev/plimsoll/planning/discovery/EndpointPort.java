package dev.plimsoll.planning.discovery;

import java.util.Optional;

/// A port of an endpoint.
///
/// @param name     what it is for, when that was declared; empty otherwise
/// @param protocol tcp, udp or sctp
/// @param number   inside the instance
/// @param inside   where the control plane reaches it in the instance's own network; none when it cannot
/// @param outside  where its machine publishes it; none when it does not
public record EndpointPort(String name, String protocol, int number, Optional<Place> inside, Optional<Place> outside) {
    /// Where to connect to: inside where that works, because no proxy of the engine is in between.
    public Optional<Place> place() {
        return inside.or(() -> outside);
    }
}
