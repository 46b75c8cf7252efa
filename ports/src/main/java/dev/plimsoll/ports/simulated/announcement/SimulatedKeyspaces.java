package dev.plimsoll.ports.simulated.announcement;

import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.announcement.Keyspaces;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// All simulated etcds of one world; an address is one etcd, whoever opens it.
public final class SimulatedKeyspaces implements Keyspaces {
    private final InstantSource clock;
    private final Map<String, SimulatedEtcd> etcds = new ConcurrentHashMap<>();

    public SimulatedKeyspaces(InstantSource clock) {
        this.clock = clock;
    }

    public SimulatedEtcd at(String endpoint) {
        return etcds.computeIfAbsent(endpoint, _ -> new SimulatedEtcd(clock));
    }

    @Override
    public Keyspace open(Access access) {
        return at(access.spec().endpoints().getFirst()).below(access.spec().prefix());
    }
}
