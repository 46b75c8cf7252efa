package dev.plimsoll.model.swarm;

/// How a machine's engine stands to swarms, as it says itself.
public sealed interface Membership {
    /// It does not answer.
    ///
    /// @param why in the words of whoever tried
    record Silent(String why) implements Membership {}

    /// It answers, and is in no swarm.
    record Outside() implements Membership {}

    /// It is a node; whether of this swarm is seen by the nodes that the managers tell of.
    ///
    /// @param node    its id there
    /// @param manager whether it keeps the swarm's state
    record Inside(String node, boolean manager) implements Membership {}

    Membership OUTSIDE = new Outside();

    /// Whether it is that node.
    default boolean is(String node) {
        return this instanceof Inside inside && inside.node().equals(node);
    }

    default boolean manages() {
        return this instanceof Inside inside && inside.manager();
    }
}
