package dev.plimsoll.server.faults;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An application as declared, in the shape in which any machine can run it: every image is the small one, which sleeps (or ends at once where an end is
/// wanted), host ports are any free ones, host folders are in one of the test's own, and every check says yes. Who is there how often, on which
/// networks, with which volumes, variables, labels and dependencies is as declared.
record StandIn(Path hostFolders) {
    private static final UpdatePolicy QUICKLY = new UpdatePolicy(null, 0, null, Duration.ofMillis(300), Duration.ofSeconds(40), 0, UpdatePolicy.OnFailure.PAUSE);

    AssemblySpec of(AssemblySpec declared) {
        var topology = declared.topology();
        var components = new TreeMap<String, ComponentSpec>();
        topology.components().forEach((name, component) -> components.put(name, of(component)));
        var networks = new TreeMap<String, NetworkSpec>();
        topology.networks().forEach((name, network) -> networks.put(name, new NetworkSpec(null, false, null, null, network.internal(), false, false, network.subnets(), null)));
        var volumes = new TreeMap<String, VolumeSpec>();
        topology.volumes().forEach((name, volume) -> volumes.put(name, new VolumeSpec(null, false, null, null, volume.labels(), volume.perSlot())));
        return declared.withTopology(new Topology(components, networks, volumes));
    }

    private ComponentSpec of(ComponentSpec c) {
        var command = c.restart().mode() == Restart.Mode.NEVER ? List.of("true") : List.of("sleep", "100000");
        var process = new ProcessSpec(Optional.of(List.of()), Optional.of(command), null, null, null, null, Duration.ZERO, null, false, false);
        var health = c.health().filter(h -> !h.off()).map(_ -> new HealthCheck(List.of("CMD", "true"), Duration.ofMillis(300), Duration.ofSeconds(5), 3, null, null));
        return new ComponentSpec(Containers.BUSYBOX, null, null, ComponentSpec.PullPolicy.NEVER, process, c.environment(), c.secretEnvironment(), c.environmentFrom(),
            c.ports().stream().map(StandIn::anywhere).toList(), c.mounts().stream().map(this::mount).toList(), c.files(), c.networks(), health, c.dependsOn(),
            c.replicas(), null, c.restart(), QUICKLY, isolation(c.isolation()), null, c.labels(), null, c.group(), c.placeholders(), c.placement());
    }

    private static Port anywhere(Port port) {
        return new Port(port.target(), port.protocol(), port.published().map(_ -> 0), null, Optional.of("127.0.0.1").filter(_ -> port.published().isPresent()), port.name());
    }

    private Mount mount(Mount mount) {
        if (!(mount instanceof Mount.Bind bind)) {
            return mount;
        }
        try {
            var folder = Files.createDirectories(hostFolders.resolve(bind.source().replace('/', '_')));
            return new Mount.Bind(folder.toString(), bind.target(), bind.readOnly(), false, null);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Isolation isolation(Isolation declared) {
        var namespaces = new TreeMap<>(declared.namespaces());
        namespaces.keySet().retainAll(List.of("network"));
        return new Isolation(false, false, null, null, null, null, declared.extraHosts(), null, null, null, null, null, null, null, Map.copyOf(namespaces), null, null,
            false, null);
    }
}
