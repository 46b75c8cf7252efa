package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import java.util.Optional;

/// Leads to the engine of one machine of a Swarm. Managers tell of all tasks; running a program in one, and giving an image to a machine, is its own engine's.
@FunctionalInterface
public interface Machines {
    /// Nobody but the managers is within reach.
    Machines NONE = _ -> Optional.empty();

    /// @return none when it is out of reach
    Optional<DockerAddress> engineOf(Node node);

    /// A machine as its Swarm knows it.
    ///
    /// @param id       the Swarm's
    /// @param hostname its own name
    /// @param address  where the Swarm reaches it
    record Node(String id, String hostname, String address) {}
}
