package dev.plimsoll.ports.simulated.swarm;

import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Quorum;
import dev.plimsoll.model.swarm.SwarmState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The nodes of one swarm, as its managers agree on them.
final class SimulatedNodes {
    final Map<String, Entry> entries = new LinkedHashMap<>();

    /// @param operation whose engine it is
    record Entry(String operation, String hostname, String address, NodeSpec spec) {}

    void change(String node, NodeSpec spec) {
        entries.computeIfPresent(node, (_, e) -> new Entry(e.operation(), e.hostname(), e.address(), spec));
    }

    /// Whether most of the managers answer.
    boolean led(Predicate<String> answers) {
        var managers = managers();
        return !managers.isEmpty() && new Quorum(managers.size(), (int) managers.stream().filter(answers).count()).kept();
    }

    List<String> managers() {
        return entries.entrySet().stream().filter(e -> e.getValue().spec().role() == Role.MANAGER).map(Map.Entry::getKey).toList();
    }

    /// @param answers whether the engine of a node answers and takes itself for that node
    List<SwarmState.Node> seen(Predicate<String> answers) {
        var leader = managers().stream().filter(answers).findFirst().orElse("");
        return entries.entrySet().stream().map(e -> {
            var entry = e.getValue();
            boolean ready = answers.test(e.getKey());
            return new SwarmState.Node(e.getKey(), entry.hostname(), entry.address(), entry.spec(), ready, leader.equals(e.getKey()), entry.spec().role() == Role.MANAGER,
                ready && entry.spec().role() == Role.MANAGER, "simulated", ready ? "" : "heartbeat failure");
        }).toList();
    }
}
