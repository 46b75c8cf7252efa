package dev.plimsoll.planning.cluster;

import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import java.util.Locale;
import java.util.Set;

/// One thing to do about a cluster's swarm. Says what, on which machine, why; carrying it out decides nothing.
public sealed interface ClusterStep {
    String machine();

    /// What will be done, for people.
    String sentence();

    /// Whether it is about one worker only, so that it may be done beside others of its sort.
    ///
    /// @param managers ids of the nodes that vote
    default boolean ofWorker(Set<String> managers) {
        return switch (this) {
            case Join(var _, var role) -> role == Role.WORKER;
            case Change(var _, var node, var spec, var _) -> spec.role() == Role.WORKER && !managers.contains(node);
            case Leave _, Forget _ -> true;
            case Form _, Replace _ -> false;
        };
    }

    /// @param operation of the machine, written down before it is asked
    record Form(String machine, String operation, String why) implements ClusterStep {
        @Override
        public String sentence() {
            return "form the swarm on " + machine + why;
        }
    }

    record Join(String machine, Role role) implements ClusterStep {
        @Override
        public String sentence() {
            return "let " + machine + " join as " + role.name().toLowerCase(Locale.ROOT);
        }
    }

    /// Leaves a swarm that does not know it any more, so that it may join again.
    record Leave(String machine, String why) implements ClusterStep {
        @Override
        public String sentence() {
            return "let " + machine + " leave, because " + why;
        }
    }

    record Change(String machine, String node, NodeSpec spec, String what) implements ClusterStep {
        @Override
        public String sentence() {
            return what + " " + machine;
        }
    }

    record Forget(String machine, String node, String why) implements ClusterStep {
        @Override
        public String sentence() {
            return "forget node " + node + " of " + machine + ", because " + why;
        }
    }

    /// Has the machine made anew.
    record Replace(String machine, String why) implements ClusterStep {
        @Override
        public String sentence() {
            return "replace machine " + machine + ", because " + why;
        }
    }
}
