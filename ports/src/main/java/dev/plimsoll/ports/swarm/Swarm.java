package dev.plimsoll.ports.swarm;

import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.SwarmState;
import java.util.List;

/// One swarm, formed and changed through the engines of its machines. All calls block; each but [#look] may throw an [dev.plimsoll.ports.EngineFailure], after which the effect may still
/// have happened: callers look again. Without a manager that can act, calls that need one are `Unreachable` with code `QuorumLost`, or `Absent` with code `NotFormed` when
/// no machine that answers is a manager. An implementation acts and answers; whether managers may go is said by [dev.plimsoll.model.swarm.Quorum], which callers ask first.
public interface Swarm extends AutoCloseable {
    /// What the machines say of themselves, and the managers of all nodes. What does not answer is part of the answer.
    SwarmState look();

    /// Makes this machine the first manager of a new swarm. Does nothing when it is a manager already.
    void form(String machine);

    /// Lets a machine join as what it is to be, as a node that gets no tasks until it is changed to get some: before that it lacks labels, and perhaps images. Does nothing when it has joined this swarm already; `Rejected` with code `InAnotherSwarm` when it is in another.
    void join(String machine, Role role);

    /// Makes role, availability and labels of a node these. One that is opened for tasks is given first the images that they need and no registry has.
    void change(String node, NodeSpec spec);

    /// Takes a node out. A machine that answers is asked to leave, and ends its tasks; one that does not is only forgotten. Absent is success. A manager that votes has
    /// to be demoted before.
    void remove(String node);

    /// Makes a machine leave whatever swarm it is in, whether or not that one agrees. Does nothing when it is in none.
    void leave(String machine);

    /// Makes a manager the only one, with the swarm's state as it knows it: for when most of the managers are lost. The other managers that answer leave, and may join anew.
    void recover(String machine);

    /// Tasks that run on a node, or are about to, whosever they are.
    List<Occupant> occupants(String node);

    /// Starts all tasks of a service anew, by the service's own order and pace, on nodes that take tasks. Absent is success.
    void renew(String service);

    @Override
    void close();
}
