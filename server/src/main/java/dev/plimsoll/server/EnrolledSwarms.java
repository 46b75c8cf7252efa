package dev.plimsoll.server;

import dev.plimsoll.engines.docker.swarm.DockerSwarm;
import dev.plimsoll.model.Key;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.Swarms;
import java.util.List;
import java.util.stream.Collectors;

/// Swarms of machines that have enrolled, each reached at its own engine.
record EnrolledSwarms(MachineAddresses addresses) implements Swarms {
    @Override
    public Swarm open(Key cluster, List<Member> members) {
        return new DockerSwarm(members.stream().collect(Collectors.toMap(Member::name, m -> new DockerSwarm.At(addresses.at(m.machine(), m.operation(), m.address()), m.address()))));
    }
}
