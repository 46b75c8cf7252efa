package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.ports.Probing;

/// Answers for simulated instances. One that runs answers on the ports it declares (on every port when it declares none) as soon as its own check
/// would pass, unless it is ill.
final class SimulatedProbing implements Probing {
    private final WorldState world;
    private final Gate gate;

    SimulatedProbing(WorldState world, Gate gate) {
        this.world = world;
        this.gate = gate;
    }

    @Override
    public Answer attempt(SeenInstance instance, Probe probe) {
        return gate.call(Call.PROBE, () -> "probe " + instance.name(), _ -> world.containers.withId(instance.id()).map(c -> answer(c, probe))
            .orElseGet(() -> Answer.failed(probe.words() + " failed: no route to host")));
    }

    private Answer answer(Container container, Probe probe) {
        if (container.state == State.PAUSED) {
            return Answer.failed(probe.words() + " was not answered within " + probe.timeout().toMillis() + " ms");
        }
        boolean listens = container.part.ports().isEmpty() || container.part.ports().stream().anyMatch(p -> p.target() == probe.port());
        boolean up = container.startedAt.filter(at -> container.behaviour.healthyAfter().map(at::plus).orElse(at).isAfter(world.clock.instant())).isEmpty();
        if (container.state != State.RUNNING || !listens || !up) {
            return Answer.failed(probe.words() + " failed: connection refused");
        }
        return !container.ill ? Answer.PASSED : Answer.failed(probe.words() + (probe.request().isPresent() ? " was answered 503" : " failed: connection refused"));
    }
}
