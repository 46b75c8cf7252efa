package dev.plimsoll.planning.discovery;

import dev.plimsoll.model.Key;
import java.util.List;

/// The endpoints of one component or machine.
///
/// @param of        whose
/// @param endpoints at least one, in a stable order
/// @param version   at which they became so
public record Listed(Key of, List<Endpoint> endpoints, long version) {
    public Listed {
        endpoints = List.copyOf(endpoints);
    }
}
