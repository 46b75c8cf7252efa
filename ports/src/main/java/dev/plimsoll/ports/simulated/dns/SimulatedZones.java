package dev.plimsoll.ports.simulated.dns;

import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsProviders;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// All simulated zones of one world; a domain is one zone, whoever opens it.
public final class SimulatedZones implements DnsProviders {
    private final Map<String, SimulatedZone> zones = new ConcurrentHashMap<>();

    public SimulatedZone zone(String domain) {
        return zones.computeIfAbsent(domain, SimulatedZone::new);
    }

    @Override
    public Dns open(Access access) {
        return zone(access.spec().domain());
    }
}
