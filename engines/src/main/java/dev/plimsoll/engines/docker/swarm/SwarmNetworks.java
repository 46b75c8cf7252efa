package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.PartRef;
import java.time.Duration;
import java.util.Optional;

/// Networks that span machines, and volumes. A volume is one on each machine: it is made where it is first used, from what its mount says; the manager's stands for
/// all in listings.
final class SwarmNetworks {
    private final DockerEngine manager;
    private final MachineEngines engines;

    SwarmNetworks(DockerEngine manager, MachineEngines engines) {
        this.manager = manager;
        this.engines = engines;
    }

    /// Overlay unless another driver is asked for. `bridge`, which is what a network is on one engine, spans nothing.
    void create(Part.Network part) {
        var s = part.spec();
        var driver = s.driver().filter(d -> !d.equals("bridge")).or(() -> Optional.of("overlay"));
        manager.create(new Part.Network(part.name(), part.stamp(), new NetworkSpec(s.name(), s.external(), driver, s.options(), s.internal(), s.attachable(), s.ipv6(),
            s.subnets(), s.labels(), s.addressDriver(), s.addressOptions())));
    }

    void create(Part.Volume part) {
        manager.create(part);
    }

    void removeNetwork(String id) {
        manager.remove(new PartRef(PartRef.Type.NETWORK, id), Duration.ZERO);
    }

    /// On every machine within reach, the manager last: as long as it is there, the volume is listed and asked to go again.
    void removeVolume(String name) {
        for (var machine : engines.reachable()) {
            try {
                machine.engine().remove(new PartRef(PartRef.Type.VOLUME, name), Duration.ZERO);
            } catch (EngineFailure.Rejected foreign) {
                if (!foreign.code().equals("NotOurs")) {
                    throw foreign;
                }
            }
        }
        manager.remove(new PartRef(PartRef.Type.VOLUME, name), Duration.ZERO);
    }
}
