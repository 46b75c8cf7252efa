package dev.plimsoll.model;

import java.time.Instant;
import java.util.List;

/// What became of a cluster.
public record ClusterStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("The engine's own id of it; empty until it is formed.") String id,
    @Doc("Operation of the machine it is formed on first, written down before that one is asked.") String former,
    @Doc("What is known of each node.") List<Node> nodes) implements Status {
    /// The engine is formed and has a leader.
    public static final String FORMED = "Formed";
    /// More than half of the managers answer each other.
    public static final String QUORUM = "Quorum";
    /// It bears the loss of a manager, and of a zone where there are several.
    public static final String RESILIENT = "Resilient";

    public ClusterStatus {
        conditions = Values.list(conditions);
        id = Values.text(id);
        former = Values.text(former);
        nodes = Values.list(nodes);
    }

    /// Those that had the engine's state when last seen, or may have got it since.
    public List<Node> managers() {
        return nodes.stream().filter(n -> !n.role().equals("worker") && !n.state().equals(Node.LOST) && !n.state().equals(Node.OUTSIDE)).toList();
    }

    /// A node as last seen.
    ///
    /// @param operation by which its machine was made
    /// @param since     since when its state is so
    public record Node(@Doc("The engine's own id.") String id, @Doc("Machine it is.") String machine, @Doc("manager, leader or worker.") String role,
                       @Doc("ready, down, outside, joining, lost, silent, unknown.") String state, @Doc("active, pause or drain.") String availability, @Doc("Address.") String address,
                       @Doc("Engine's version.") String version, @Doc("By which its machine was made.") String operation, @Doc("Since when its state is so.") Instant since) {
        /// State of a machine that is to be a node and was not asked to join yet, or did not.
        public static final String OUTSIDE = "outside";
        /// State of a machine that is asked to join, written down before it is: from then on it may be a node whose id nobody knows.
        public static final String JOINING = "joining";
        /// State of one whose machine answers, while no manager does.
        public static final String UNKNOWN = "unknown";
        /// State of one that the engine does not know any more, though its machine may think so.
        public static final String LOST = "lost";

        public Node {
            id = Values.text(id);
            machine = Values.text(machine);
            role = Values.text(role);
            state = Values.text(state);
            availability = Values.text(availability);
            address = Values.text(address);
            version = Values.text(version);
            operation = Values.text(operation);
            since = Values.or(since, Instant.EPOCH);
        }

        /// Whether nobody has heard of it for a while.
        public boolean apart() {
            return state.equals("down") || state.equals("silent");
        }

        /// Whether it is one of those that decide, and that the engine is asked through.
        public boolean manages() {
            return role.equals("manager") || role.equals("leader");
        }
    }
}
