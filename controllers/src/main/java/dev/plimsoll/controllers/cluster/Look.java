package dev.plimsoll.controllers.cluster;

import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.planning.cluster.Situation;
import dev.plimsoll.planning.drain.DrainPlanner;
import java.time.Instant;
import java.util.List;

/// Puts together what the planner decides by.
final class Look {
    private Look() {}

    static Situation at(Resource cluster, List<Resource> machines, SwarmState state, Instant now) {
        return new Situation(cluster.metadata().name(), machines.stream().filter(m -> m.spec(MachineSpec.class).roleOrStandalone() != MachineRole.STANDALONE).map(Look::machine).toList(), state,
            cluster.status(ClusterStatus.class), cluster.spec(ClusterSpec.class).replaceAfter(), now);
    }

    static Situation.Machine machine(Resource machine) {
        var spec = machine.spec(MachineSpec.class);
        return new Situation.Machine(machine.metadata().name(), Clusters.operation(machine), machine.metadata().owner().map(Owner::name).orElse(""), spec.roleOrStandalone(),
            machine.status(MachineStatus.class).zone(), spec.template().labels(), DrainPlanner.availability(machine.status(MachineStatus.class).drain()), Clusters.member(machine).isPresent(), machine.metadata().deleting());
    }
}
