package dev.plimsoll.ports.swarm;

import dev.plimsoll.model.Key;
import java.util.List;

/// Opens swarms.
@FunctionalInterface
public interface Swarms {
    /// No machine has an engine that could be reached.
    Swarms NONE = (_, _) -> {
        throw new dev.plimsoll.ports.EngineFailure.Rejected("NotSupported", "the control plane does not reach the engines of machines, because machines do not enrol with it; start it with --machines", null);
    };

    /// The swarm of these machines, whether or not it is formed. Need not ask anybody anything yet.
    ///
    /// @param cluster whose it is, for messages
    Swarm open(Key cluster, List<Member> members);

    /// A machine that is, or is to be, part of a swarm.
    ///
    /// @param machine   whose name it has in the swarm's calls
    /// @param operation by which the machine was made: another machine of the same name is not taken for it
    /// @param address   at which the control plane and the other machines reach it
    record Member(Key machine, String operation, String address) {
        public String name() {
            return machine.name();
        }
    }
}
