package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.swarm.minding.Belief;
import dev.plimsoll.engines.docker.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rest of the adapter has for who minds the Swarm.
record ManagersBelief(Nodes all, SwarmListing listing, MachineEngines engines, SwarmServices ours) implements Belief {
    @Override
    public List<JsonNode> nodes() {
        return all.all();
    }

    @Override
    public Map<String, JsonNode> services(String plane) {
        return listing.services(plane);
    }

    @Override
    public Map<String, List<JsonNode>> tasks(String plane) {
        return listing.tasks(plane);
    }

    @Override
    public Optional<Wire> engineOf(JsonNode node) {
        return engines.within(Nodes.node(node));
    }

    @Override
    public boolean loginChanged(JsonNode service) {
        return ours.loginChanged(service);
    }

    @Override
    public void removeFiles(String service) {
        ours.removeFiles(service);
    }

    @Override
    public void bringImage(String service) {
        ours.bringImage(service);
    }

    @Override
    public void handLogin(String service) {
        ours.handLogin(service);
    }
}
