package dev.plimsoll.server;

import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.swarm.Swarm;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A swarm of which nothing is changed while another control plane may have taken over, for the same reason as in [LeasedEngine].
final class LeasedSwarm implements Swarm {
    private final Swarm swarm;
    private final BooleanSupplier ours;

    /// @param ours whether nobody else may act at this moment
    LeasedSwarm(Swarm swarm, BooleanSupplier ours) {
        this.swarm = swarm;
        this.ours = ours;
    }

    @Override
    public SwarmState look() {
        return swarm.look();
    }

    @Override
    public void form(String machine) {
        requireOurs();
        swarm.form(machine);
    }

    @Override
    public void join(String machine, Role role) {
        requireOurs();
        swarm.join(machine, role);
    }

    @Override
    public void change(String node, NodeSpec spec) {
        requireOurs();
        swarm.change(node, spec);
    }

    @Override
    public void remove(String node) {
        requireOurs();
        swarm.remove(node);
    }

    @Override
    public void leave(String machine) {
        requireOurs();
        swarm.leave(machine);
    }

    @Override
    public void recover(String machine) {
        requireOurs();
        swarm.recover(machine);
    }

    @Override
    public List<Occupant> occupants(String node) {
        return swarm.occupants(node);
    }

    @Override
    public void renew(String service) {
        requireOurs();
        swarm.renew(service);
    }

    @Override
    public void close() {
        swarm.close();
    }

    private void requireOurs() {
        if (!ours.getAsBoolean()) {
            throw new EngineFailure.Unreachable("LeaseEnded", "no swarm is changed: the lease of this control plane could not be renewed, so another one may act by now", null);
        }
    }
}
