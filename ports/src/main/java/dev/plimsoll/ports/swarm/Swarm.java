package dev.plimsoll.ports.swarm;

import java.util.Map;

/// One swarm, formed and changed through the engines of its machines. All calls block; each may throw an [dev.plimsoll.ports.EngineFailure], after which the effect may still
/// have happened: callers look again. An implementation acts and answers; whether managers may go is said by [Quorum], which callers ask first.
public interface Swarm extends AutoCloseable {
    /// What the managers within reach tell. A swarm whose managers have lost their quorum is `Unreachable` with code `QuorumLost`; machines of which none is in a swarm
    /// are [SwarmState#NONE].
    SwarmState look();

    /// Makes this machine the first manager of a new swarm. Does nothing when it is a manager already.
    void form(Member machine);

    /// Lets a machine join as what it is to be. Does nothing when it has joined this swarm already; `Rejected` with code `InAnotherSwarm` when it is in another.
    void join(Member machine, Role role);

    /// Makes role, availability and labels of a node these, all of them.
    void change(String node, NodeSpec spec);

    /// Takes a node out. A machine that answers is asked to leave, and ends its tasks; one that does not is only forgotten. Absent is success. A manager has to be
    /// demoted before.
    void remove(String node);

    @Override
    void close();

    /// A machine that is, or is to be, part of it.
    ///
    /// @param name    by which its engine is found
    /// @param address at which the other machines reach it
    record Member(String name, String address) {}

    /// What a node is to be.
    record NodeSpec(Role role, Availability availability, Map<String, String> labels) {
        public NodeSpec {
            labels = Map.copyOf(labels);
        }
    }

    enum Role { MANAGER, WORKER }

    /// ACTIVE: gets tasks. PAUSED: keeps those it has, gets no more. DRAINED: its tasks go elsewhere.
    enum Availability { ACTIVE, PAUSED, DRAINED }
}
