package dev.plimsoll.planning.cluster;

import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.SwarmState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A cluster and what is known of it.
///
/// @param name         the cluster's, for sentences
/// @param machines     of its pools, whether or not they are there yet
/// @param state        as one look showed it
/// @param before       as last written down
/// @param replaceAfter how long a node may be gone before its machine is made anew; zero: for ever
public record Situation(String name, List<Machine> machines, SwarmState state, ClusterStatus before, Duration replaceAfter, Instant now) {
    public Situation {
        machines = List.copyOf(machines);
    }

    /// A machine of one of its pools.
    ///
    /// @param operation    by which it was made; empty while there is none
    /// @param zone         empty when it is in none
    /// @param labels       as declared
    /// @param availability as wanted
    /// @param ready        it is there and has enrolled, so that its engine may be asked
    /// @param leaving      it is being removed, and nothing is done for it any more
    public record Machine(String name, String operation, String pool, MachineRole role, String zone, Map<String, String> labels, Availability availability, boolean ready, boolean leaving) {
        public Machine {
            labels = Map.copyOf(labels);
        }

        public boolean manager() {
            return role == MachineRole.MANAGER;
        }
    }
}
