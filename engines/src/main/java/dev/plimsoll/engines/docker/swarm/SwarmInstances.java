package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.PartRef;
import java.time.Duration;

/// Ends single tasks. A Swarm has no such wish: the task's container is taken away by its machine's own engine, and the Swarm puts another task in its slot.
record SwarmInstances(Wire wire, MachineEngines engines) {
    void remove(String task, Duration grace) {
        var found = wire.find(Call.get("inspect task " + task, Route.to("/tasks/{}", task))).map(Reply::json);
        var container = found.map(t -> t.path("Status").path("ContainerStatus").path("ContainerID").asText()).filter(id -> !id.isEmpty());
        if (container.isPresent()) {
            engines.of(found.get().path("NodeID").asText(), "end " + task).engine().remove(new PartRef(PartRef.Type.INSTANCE, container.get()), grace);
        }
    }
}
