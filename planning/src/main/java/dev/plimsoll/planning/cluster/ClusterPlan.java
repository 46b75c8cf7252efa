package dev.plimsoll.planning.cluster;

import java.util.List;
import java.util.Optional;

/// What to do about a cluster.
///
/// @param steps  at the same time, or one after the other
/// @param held   why something that is to be done is not done: a lost quorum, a foreign swarm
/// @param level  whether nothing is to be done, and every machine is a node as it should be
public record ClusterPlan(List<ClusterStep> steps, Optional<Held> held, boolean level) {
    public ClusterPlan {
        steps = List.copyOf(steps);
    }

    /// @param reason   stable word, such as QuorumLost
    /// @param sentence for people: what, why, and what to do next
    public record Held(String reason, String sentence) {}

    static ClusterPlan of(ClusterStep step) {
        return new ClusterPlan(List.of(step), Optional.empty(), false);
    }

    static ClusterPlan held(String reason, String sentence) {
        return new ClusterPlan(List.of(), Optional.of(new Held(reason, sentence)), false);
    }
}
