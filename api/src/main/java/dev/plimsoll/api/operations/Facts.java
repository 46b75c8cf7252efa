package dev.plimsoll.api.operations;

import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.EngineReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a control plane is.
///
/// @param plane    id that stamps everything it makes outside
/// @param revision newest of the store
/// @param engine   this machine's
/// @param clusters those of the clusters, by `project/name`
public record Facts(String version, String plane, boolean simulated, Instant startedAt, long revision, Store store, Engine engine, Map<String, Engine> clusters) {
    static Facts of(ControlPlane plane) {
        var facts = plane.facts();
        var clusters = new LinkedHashMap<String, Engine>();
        plane.engine().clusters().forEach((name, engine) -> clusters.put(name, Engine.of(engine)));
        return new Facts(facts.version(), plane.store().plane(), facts.simulated(), facts.startedAt(), plane.store().revision(),
            new Store(facts.storeKind(), facts.store()), Engine.of(plane.engine().facts()), clusters);
    }

    /// Where resources are kept.
    public record Store(String kind, Map<String, String> details) {}

    /// What runs containers.
    ///
    /// @param error why it does not answer; none when it does
    public record Engine(String name, boolean reachable, String version, String api, String address, Optional<String> error, Map<String, String> details) {
        static Engine of(EngineReport.Facts facts) {
            return new Engine(facts.name(), facts.reachable(), facts.version(), facts.api(), facts.address(), Optional.of(facts.error()).filter(e -> !e.isEmpty()), facts.details());
        }
    }
}
