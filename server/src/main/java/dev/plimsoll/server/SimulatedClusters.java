package dev.plimsoll.server;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.model.Resource;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A simulated engine with services for each cluster, in a small world of its own. It stays while the server runs, as a cluster's tasks stay while nobody looks.
final class SimulatedClusters implements Engines.Opening {
    private final SimulatedSettings settings;
    private final Map<String, SimulatedWorld> worlds = new ConcurrentHashMap<>();

    SimulatedClusters(SimulatedSettings settings) {
        this.settings = settings.withServices();
    }

    @Override
    public Engine open(Resource cluster) {
        return worlds.computeIfAbsent(cluster.metadata().uid(), uid -> new SimulatedWorld(settings.withSeed(settings.seed() ^ uid.hashCode()))).engine();
    }
}
