package dev.plimsoll.server;

import dev.plimsoll.api.plane.EngineReport;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import java.util.Map;

/// Reports what the engine answers when it is asked what it is.
final class AskedEngine implements EngineReport {
    private final Engine engine;

    AskedEngine(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Facts facts() {
        try {
            var facts = engine.facts();
            return new Facts(engine.name(), true, facts.version(), facts.api(), facts.address(), "", facts.details());
        } catch (EngineFailure failure) {
            return new Facts(engine.name(), false, "", "", "", failure.getMessage(), Map.of());
        }
    }
}
