package dev.plimsoll.model;

import java.util.List;

/// What became of a cluster.
public record ClusterStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("The engine's own id of it; empty until it is formed.") String id,
    @Doc("What is known of each node.") List<Node> nodes) implements Status {
    /// The engine is formed and has a leader.
    public static final String FORMED = "Formed";
    /// More than half of the managers answer each other.
    public static final String QUORUM = "Quorum";

    public ClusterStatus {
        conditions = Values.list(conditions);
        id = Values.text(id);
        nodes = Values.list(nodes);
    }

    /// A node as last seen.
    public record Node(@Doc("The engine's own id.") String id, @Doc("Machine it is.") String machine, @Doc("manager, leader or worker.") String role,
                       @Doc("ready, down, joining, unknown.") String state, @Doc("active, pause or drain.") String availability, @Doc("Address.") String address,
                       @Doc("Engine's version.") String version) {
        public Node {
            id = Values.text(id);
            machine = Values.text(machine);
            role = Values.text(role);
            state = Values.text(state);
            availability = Values.text(availability);
            address = Values.text(address);
            version = Values.text(version);
        }
    }
}
