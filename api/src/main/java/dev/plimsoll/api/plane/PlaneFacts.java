package dev.plimsoll.api.plane;

import java.time.Instant;
import java.util.Map;

/// What a control plane is and stays while it runs.
///
/// @param version   of the program
/// @param simulated whether its world is a simulated one
/// @param startedAt when it started
/// @param storeKind `sqlite`, `postgresql` or `memory`
/// @param store     further facts on the store, such as its folder; never a credential
public record PlaneFacts(String version, boolean simulated, Instant startedAt, String storeKind, Map<String, String> store) {
    public PlaneFacts {
        store = Map.copyOf(store);
    }
}
