package dev.plimsoll.api.operations;

import dev.plimsoll.api.plane.ControlPlane;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a control plane is.
///
/// @param plane    id that stamps everything it makes outside
/// @param revision newest of the store
public record Facts(String version, String plane, boolean simulated, Instant startedAt, long revision, Store store, Engine engine) {
    static Facts of(ControlPlane plane) {
        var facts = plane.facts();
        var engine = plane.engine().facts();
        return new Facts(facts.version(), plane.store().plane(), facts.simulated(), facts.startedAt(), plane.store().revision(),
            new Store(facts.storeKind(), facts.store()), new Engine(engine.name(), engine.reachable(), engine.version(), engine.api(), engine.address(),
            Optional.of(engine.error()).filter(e -> !e.isEmpty()), engine.details()));
    }

    /// Where resources are kept.
    public record Store(String kind, Map<String, String> details) {}

    /// What runs containers.
    ///
    /// @param error why it does not answer; none when it does
    public record Engine(String name, boolean reachable, String version, String api, String address, Optional<String> error, Map<String, String> details) {}
}
