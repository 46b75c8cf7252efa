package dev.plimsoll.server;

import dev.plimsoll.authority.Identities;
import dev.plimsoll.authority.MachineName;
import dev.plimsoll.engines.docker.swarm.DockerSwarm;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.model.Key;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.Swarms;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The engines of machines that have enrolled: over TLS that accepts no other machine than the one that is meant, wherever it answers.
final class EnrolledEngines implements Swarms {
    private static final int PORT = 2376;

    private final Identities identities;

    EnrolledEngines(Identities identities) {
        this.identities = identities;
    }

    /// Where the engine of a machine answers.
    DockerAddress of(Member machine) {
        var host = machine.address().contains(":") ? "[" + machine.address() + "]" : machine.address();
        return new DockerAddress(URI.create("tcp://" + host + ":" + PORT), Optional.of(identities.toMachine(MachineName.of(machine.machine(), machine.operation()))));
    }

    @Override
    public Swarm open(Key cluster, List<Member> members) {
        return new DockerSwarm(members.stream().collect(Collectors.toMap(Member::name, m -> new DockerSwarm.At(of(m), m.address()))));
    }
}
