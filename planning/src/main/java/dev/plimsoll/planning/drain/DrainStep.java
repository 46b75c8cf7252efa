package dev.plimsoll.planning.drain;

import dev.plimsoll.model.swarm.NodeSpec;

/// One thing to do with a node that is emptied or leaves.
public sealed interface DrainStep {
    String sentence();

    record Change(String node, NodeSpec spec, String sentence) implements DrainStep {}

    /// All tasks of a service anew, where nodes take them.
    record Renew(String service, String sentence) implements DrainStep {}

    record Remove(String node, String sentence) implements DrainStep {}
}
