package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The engines of all machines of a swarm, asked at the same time, so that those that are down cost no more than one of them.
final class MemberEngines implements AutoCloseable {
    private static final Duration TO_ASK = Duration.ofSeconds(10);

    private final Map<String, Wire> engines;
    private volatile String lastActing = "";

    MemberEngines(Map<String, Wire> engines) {
        this.engines = Map.copyOf(engines);
    }

    Wire of(String machine) {
        return Optional.ofNullable(engines.get(machine)).orElseThrow(() -> new EngineFailure.Absent("MachineNotFound", "no engine is known of machine " + machine, null));
    }

    /// In order of their names.
    List<String> machines() {
        return engines.keySet().stream().sorted().toList();
    }

    Map<String, Membership> memberships() {
        var memberships = new ConcurrentHashMap<String, Membership>();
        var asking = engines.entrySet().stream().map(engine -> Thread.ofVirtual().name("ask-" + engine.getKey()).start(() -> memberships.put(engine.getKey(), asked(engine.getValue())))).toList();
        try {
            for (var each : asking) {
                each.join();
            }
        } catch (InterruptedException givenUp) {
            asking.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new EngineFailure.Unreachable("GivenUp", "given up while the machines were asked for their swarm", givenUp);
        }
        return memberships;
    }

    /// The machine that takes itself for this node. Mostly it is the one of that host name, and the others need not be asked; when that one is silent, it is nobody.
    Optional<String> machine(String node, String hostname) {
        var named = Optional.ofNullable(engines.get(hostname)).map(MemberEngines::asked);
        return named.filter(m -> m instanceof Membership.Silent || m.is(node)).isPresent() ? named.filter(m -> m.is(node)).map(_ -> hostname)
            : memberships().entrySet().stream().filter(m -> m.getValue().is(node)).map(Map.Entry::getKey).findFirst();
    }

    /// A manager that can act.
    ///
    /// @throws EngineFailure.Unreachable with code `QuorumLost` when there are managers, and none can
    Wire required(String doing) {
        var last = Optional.ofNullable(engines.get(lastActing)).filter(engine -> asked(engine).manages() && acts(engine));
        if (last.isPresent()) {
            return last.get();
        }
        var members = memberships();
        return acting(members).orElseThrow(() -> members.values().stream().anyMatch(Membership::manages)
            ? new EngineFailure.Unreachable("QuorumLost", "cannot " + doing + ": managers answer, and none of them can act, because most of the managers are lost", null)
            : new EngineFailure.Absent("NotFormed", "cannot " + doing + ": no machine that answers is a manager", null));
    }

    /// A manager that can act, if there is one.
    Optional<Wire> acting(Map<String, Membership> members) {
        var managers = members.entrySet().stream().filter(m -> m.getValue().manages()).map(Map.Entry::getKey).sorted().toList();
        var acting = managers.stream().filter(m -> m.equals(lastActing) && acts(of(m))).findFirst().or(() -> managers.stream().filter(m -> acts(of(m))).findFirst());
        acting.ifPresent(found -> lastActing = found);
        return acting.map(this::of);
    }

    static Membership membership(Wire engine) {
        var swarm = swarm(engine);
        return swarm.path("LocalNodeState").asText("inactive").equals("inactive") ? Membership.OUTSIDE
            : new Membership.Inside(swarm.path("NodeID").asText(), swarm.path("ControlAvailable").asBoolean());
    }

    static JsonNode swarm(Wire engine) {
        return engine.ask(Call.get("ask the engine for its swarm", Route.to("/info")).within(TO_ASK)).json().path("Swarm");
    }

    @Override
    public void close() {
        engines.values().forEach(Wire::close);
    }

    private static Membership asked(Wire engine) {
        try {
            return membership(engine);
        } catch (EngineFailure silent) {
            return new Membership.Silent(silent.getMessage());
        }
    }

    private static boolean acts(Wire manager) {
        try {
            manager.ask(Call.get("look at the swarm", Route.to("/swarm")).within(TO_ASK));
            return true;
        } catch (EngineFailure cannot) {
            return false;
        }
    }
}
