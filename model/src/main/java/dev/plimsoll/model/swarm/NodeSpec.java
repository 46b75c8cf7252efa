package dev.plimsoll.model.swarm;

import java.util.Map;

/// What a node is to be.
///
/// @param labels all of them
public record NodeSpec(Role role, Availability availability, Map<String, String> labels) {
    /// Label of a node that a remedy has closed for a moment; the same remedy opens it.
    public static final String BOUNCED = "dev.plimsoll.bounced";

    public NodeSpec {
        labels = Map.copyOf(labels);
    }

    public enum Role { MANAGER, WORKER }

    /// ACTIVE: gets tasks. PAUSED: keeps those it has, gets no more. DRAINED: its tasks go elsewhere.
    public enum Availability { ACTIVE, PAUSED, DRAINED }

    public NodeSpec withRole(Role changed) {
        return new NodeSpec(changed, availability, labels);
    }

    public NodeSpec withAvailability(Availability changed) {
        return new NodeSpec(role, changed, labels);
    }
}
