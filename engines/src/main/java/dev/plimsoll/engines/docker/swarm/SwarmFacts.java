package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFacts;
import java.util.LinkedHashMap;

/// What a Swarm says of itself: the manager's facts, and what all machines have together.
final class SwarmFacts {
    private final Wire wire;
    private final DockerEngine manager;

    SwarmFacts(Wire wire, DockerEngine manager) {
        this.wire = wire;
        this.manager = manager;
    }

    EngineFacts ask() {
        var own = manager.facts();
        var details = new LinkedHashMap<>(own.details());
        long processors = 0;
        long memory = 0;
        int machines = 0;
        int managers = 0;
        int ready = 0;
        for (var node : wire.ask(Call.get("list the machines of the swarm", Route.to("/nodes"))).json()) {
            var resources = node.path("Description").path("Resources");
            processors += resources.path("NanoCPUs").asLong() / 1_000_000_000;
            memory += resources.path("MemoryBytes").asLong();
            machines++;
            managers += node.path("Spec").path("Role").asText().equals("manager") ? 1 : 0;
            ready += node.path("Status").path("State").asText().equals("ready") ? 1 : 0;
        }
        details.put("machines", ready + " of " + machines + " ready");
        details.put("managers", Integer.toString(managers));
        details.put("routing mesh", "missing".equals(own.details().get("ipvs")) ? "none: names resolve to tasks, ports are published by each task's machine" : "used");
        return new EngineFacts(own.version(), own.api(), own.address(), (int) processors, memory, details);
    }
}
