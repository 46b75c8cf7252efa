package dev.plimsoll.server.simulation;

import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.swarm.Swarm;
import java.util.List;

/// A swarm seen by a control plane that may die at any call.
final class MortalSwarm implements Swarm {
    private final Swarm swarm;
    private final Power power;

    MortalSwarm(Swarm swarm, Power power) {
        this.swarm = swarm;
        this.power = power;
    }

    @Override
    public SwarmState look() {
        return power.during(swarm::look);
    }

    @Override
    public void form(String machine) {
        power.during(() -> swarm.form(machine));
    }

    @Override
    public void join(String machine, Role role) {
        power.during(() -> swarm.join(machine, role));
    }

    @Override
    public void change(String node, NodeSpec spec) {
        power.during(() -> swarm.change(node, spec));
    }

    @Override
    public void remove(String node) {
        power.during(() -> swarm.remove(node));
    }

    @Override
    public void leave(String machine) {
        power.during(() -> swarm.leave(machine));
    }

    @Override
    public void recover(String machine) {
        power.during(() -> swarm.recover(machine));
    }

    @Override
    public List<Occupant> occupants(String node) {
        return power.during(() -> swarm.occupants(node));
    }

    @Override
    public void renew(String service) {
        power.during(() -> swarm.renew(service));
    }

    @Override
    public void close() {
        swarm.close();
    }
}
