package dev.plimsoll.engines.docker.swarm.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.engines.docker.words.ContainerDocument;
import dev.plimsoll.engines.docker.words.Fields;
import dev.plimsoll.engines.docker.words.HostConfigDocument;
import dev.plimsoll.engines.docker.words.MountDocuments;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Limits;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Placement;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service as the body of its creation and update (Engine API, ServiceSpec).
public final class ServiceDocument {
    /// Between the end of an instance and the start of the next in its slot. The Swarm's own default is 5 s.
    private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);
    /// The Swarm takes nothing shorter for proof that a new instance works.
    private static final Duration SHORTEST_MONITOR = Duration.ofMillis(1);
    private static final String SLOT = "{{.Task.Slot}}";

    private ServiceDocument() {}

    /// @param files that are there already
    /// @param mesh  whether virtual addresses and the routing mesh work
    public static ObjectNode of(Part.Service service, List<FileDocuments.Named> files, boolean mesh, ApiVersion api) {
        var part = service.each();
        var spec = part.spec();
        var task = new Fields()
            .set("ContainerSpec", container(part, files, api))
            .set("Resources", resources(spec.limits()))
            .set("RestartPolicy", restart(spec.restart()))
            .set("Placement", placement(spec.placement()))
            .setUnlessEmpty("Networks", networks(part))
            .set("LogDriver", spec.logging().map(l -> Map.of("Name", l.driver(), "Options", l.options()))).object();
        var labels = service.stamp().labels();
        return new Fields()
            .set("Name", service.name())
            .set("Labels", labels)
            .set("TaskTemplate", task)
            .set("Mode", spec.placement().everyMachine() ? Map.of("Global", Map.of()) : Map.of("Replicated", Map.of("Replicas", spec.replicas())))
            .set("UpdateConfig", update(spec, part.ports(), mesh))
            .set("EndpointSpec", endpoint(part.ports(), mesh)).object();
    }

    private static ObjectNode container(Part.Instance part, List<FileDocuments.Named> files, ApiVersion api) {
        var process = part.spec().process();
        var isolation = part.spec().isolation();
        return new Fields()
            .set("Image", part.imageId())
            .set("Labels", ContainerDocument.labels(part))
            .set("Command", process.entrypoint().map(words -> words.isEmpty() ? List.of("") : words))
            .set("Args", process.command())
            .set("Env", ContainerDocument.environment(part).stream().map(text -> filled(text, part)).toList())
            .set("Dir", process.workingDir())
            .set("User", process.user())
            .setUnlessEmpty("Groups", process.groups())
            .setIf(process.tty(), "TTY", true)
            .setIf(process.stdin(), "OpenStdin", true)
            .set("Init", process.init())
            .set("StopSignal", process.stopSignal())
            .set("StopGracePeriod", process.stopGrace().toNanos())
            .set("Healthcheck", part.spec().health().map(check -> ContainerDocument.health(check, api)))
            .setUnlessEmpty("Mounts", mounts(part, api))
            .setUnlessEmpty("Secrets", files.stream().filter(f -> f.file().secret()).map(FileDocuments::reference).toList())
            .setUnlessEmpty("Configs", files.stream().filter(f -> !f.file().secret()).map(FileDocuments::reference).toList())
            .set("Hostname", isolation.hostname().map(name -> filled(name, part)))
            .setIf(isolation.readOnly(), "ReadOnly", true)
            .setUnlessEmpty("Hosts", isolation.extraHosts().stream().map(ServiceDocument::host).toList())
            .setUnlessEmpty("CapabilityAdd", isolation.capAdd())
            .setUnlessEmpty("CapabilityDrop", isolation.capDrop())
            .setUnlessEmpty("Sysctls", isolation.sysctls())
            .setUnlessEmpty("Ulimits", HostConfigDocument.ulimits(isolation.ulimits()))
            .set("DNSConfig", names(isolation)).object();
    }

    private static ObjectNode names(Isolation isolation) {
        return new Fields().setUnlessEmpty("Nameservers", isolation.dns()).setUnlessEmpty("Search", isolation.dnsSearch()).setUnlessEmpty("Options", isolation.dnsOptions()).object();
    }

    /// `name:address` becomes a line of a hosts file.
    private static String host(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(colon + 1) + " " + line.substring(0, colon);
    }

    private static List<ObjectNode> mounts(Part.Instance part, ApiVersion api) {
        var volumes = part.volumes().stream().map(v -> new Part.Volume(inSlot(v.name()), v.stamp(), v.spec())).toList();
        var named = part.withVolumes(volumes);
        return part.mounts().stream().map(m -> MountDocuments.mount(switch (m) {
            case Mount.Volume v -> new Mount.Volume(v.volume().map(ServiceDocument::inSlot), v.target(), v.readOnly(), v.noCopy(), v.subpath());
            case Mount.Bind b -> new Mount.Bind(filled(b.source(), part), b.target(), b.readOnly(), b.createSource(), b.propagation(), b.relabel(), b.shallow());
            case Mount.Tmpfs t -> t;
        }, named, api)).toList();
    }

    /// The Swarm fills what looks like a placeholder, in every service; where it is none, it is made to be filled with itself.
    private static String filled(String text, Part.Instance part) {
        return part.spec().placeholders() ? text : text.replace("{{", "{{\"{{\"}}");
    }

    private static String inSlot(String volume) {
        return volume.replace(Part.Service.SLOT, SLOT);
    }

    private static ObjectNode resources(Limits limits) {
        var most = new Fields().set("NanoCPUs", limits.cpus().map(ServiceDocument::nanos)).set("MemoryBytes", limits.memory()).set("Pids", limits.pids()).object();
        var least = new Fields().set("NanoCPUs", limits.reservedCpus().map(ServiceDocument::nanos)).set("MemoryBytes", limits.reservedMemory()).object();
        return new Fields().set("Limits", most).set("Reservations", least).object();
    }

    private static long nanos(double cores) {
        return Math.round(cores * 1_000_000_000);
    }

    private static ObjectNode restart(Restart restart) {
        var condition = switch (restart.mode()) {
            case ALWAYS -> "any";
            case ON_FAILURE -> "on-failure";
            case NEVER -> "none";
        };
        return new Fields().set("Condition", condition).set("Delay", BEFORE_RESTART.toNanos()).setIf(restart.attempts() > 0, "MaxAttempts", restart.attempts()).object();
    }

    private static ObjectNode placement(Placement placement) {
        return new Fields().setUnlessEmpty("Constraints", Reserved.besides(placement.constraints()))
            .setUnlessEmpty("Preferences", placement.spread().stream().map(label -> Map.of("Spread", Map.of("SpreadDescriptor", label))).toList())
            .setIf(placement.mostOnMachine() > 0 && !placement.everyMachine(), "MaxReplicas", placement.mostOnMachine()).object();
    }

    private static List<ObjectNode> networks(Part.Instance part) {
        var host = Optional.ofNullable(part.spec().isolation().namespaces().get("network"));
        if (part.networks().isEmpty()) {
            return host.map(mode -> new Fields().set("Target", mode).object()).stream().toList();
        }
        return part.networks().stream().map(a -> {
            var aliases = new LinkedHashSet<String>();
            if (!part.stamp().component().isEmpty()) {
                aliases.add(part.stamp().component());
            }
            aliases.addAll(a.aliases());
            return new Fields().set("Target", a.network()).set("Aliases", aliases).setUnlessEmpty("DriverOpts", a.options()).object();
        }).toList();
    }

    /// Pausing is the answer to failure whatever the policy, unless it is to go on: what follows from a pause is decided elsewhere. The Swarm goes on to the next batch as
    /// soon as a new task runs, so the time in which it has to prove itself is added to the pause between batches.
    private static ObjectNode update(ComponentSpec spec, List<Part.PublishedPort> ports, boolean mesh) {
        var policy = spec.update();
        boolean held = !mesh && ports.stream().anyMatch(p -> p.host().filter(host -> host > 0).isPresent());
        boolean startFirst = !held && policy.order().filter(o -> o == UpdatePolicy.Order.STOP_FIRST).isEmpty();
        var monitor = policy.stability().compareTo(SHORTEST_MONITOR) < 0 ? SHORTEST_MONITOR : policy.stability();
        double ratio = spec.replicas() == 0 ? 0 : Math.min(1, (double) policy.maxFailures() / spec.replicas());
        return new Fields().set("Parallelism", policy.batch()).set("Delay", policy.delay().plus(monitor).toNanos())
            .set("FailureAction", policy.onFailure() == UpdatePolicy.OnFailure.PROCEED ? "continue" : "pause").set("Monitor", monitor.toNanos())
            .set("MaxFailureRatio", ratio).set("Order", startFirst ? "start-first" : "stop-first").object();
    }

    /// Without the mesh each task's machine publishes its ports, and names resolve to tasks. A port of which nobody knows the number leads to this very task even where there is a mesh: it is
    /// for balancers that choose the instance themselves.
    private static ObjectNode endpoint(List<Part.PublishedPort> ports, boolean mesh) {
        var published = new ArrayList<ObjectNode>();
        ports.stream().filter(p -> p.host().isPresent()).forEach(p -> published.add(new Fields().set("Protocol", p.protocol()).set("TargetPort", p.target())
            .setIf(p.host().get() > 0, "PublishedPort", p.host().get()).set("PublishMode", mesh && p.host().get() > 0 ? "ingress" : "host").object()));
        return new Fields().set("Mode", mesh ? "vip" : "dnsrr").setUnlessEmpty("Ports", published).object();
    }
}
