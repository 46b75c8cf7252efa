package dev.plimsoll.planning.discovery;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.discovery.Endpoint.Part;
import dev.plimsoll.planning.discovery.Endpoint.Sort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes endpoints of what was seen.
public final class EndpointPlanner {
    /// The port of node_exporter on machines that have it, see [dev.plimsoll.model.machine.MachineSetup].
    public static final int NODE_EXPORTER = 9100;
    private static final Pattern PUBLISHED = Pattern.compile("(.*):([0-9]+)->([0-9]+)/(.*)");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String METRICS_PATH = "/metrics";
    private static final int MOST_PORTS = 64;
    private static final int MOST_LABELS = 100;
    private static final int LONGEST_VALUE = 1_000;

    private EndpointPlanner() {}

    /// A component's instances as one engine showed them.
    ///
    /// @param judged   with their health as probes know it
    /// @param cluster  the engine's; empty: this machine's engine
    /// @param machines machines of that engine, by the engine's own id; the empty id stands for an engine of one machine
    public record Sight(List<SeenInstance> judged, String cluster, Map<String, Host> machines) {}

    /// A machine that instances run on.
    ///
    /// @param name    empty when it is not known
    /// @param address where its published ports are reached; empty: the loopback interface
    public record Host(String name, String address) {
        public static final Host UNKNOWN = new Host("", "");
    }

    /// Running instances of a component in order of their slots, from all engines they are on.
    public static List<Endpoint> instances(Resource component, Collection<Sight> sights) {
        var spec = component.spec(ComponentSpec.class);
        var labels = labels(component.metadata(), spec.labels());
        return sights.stream().flatMap(sight -> sight.judged().stream().filter(i -> i.state() == SeenInstance.State.RUNNING).map(i -> instance(component, spec, labels, new At(sight, i))))
            .collect(Collectors.toMap(Endpoint::id, e -> e, (first, _) -> first)).values().stream()
            .sorted(Comparator.comparingInt((Endpoint e) -> e.component().slot()).thenComparing(Endpoint::id)).toList();
    }

    /// A machine that is there; none while it is not.
    public static List<Endpoint> machine(Resource machine) {
        var status = machine.status(MachineStatus.class);
        var addresses = Stream.concat(status.addresses().stream(), status.publicAddresses().stream()).distinct().toList();
        if (!status.phase().equals("ready") || addresses.isEmpty()) {
            return List.of();
        }
        boolean tells = machine.spec(MachineSpec.class).template().setup().nodeExporter();
        var name = machine.metadata().name();
        var port = tells ? List.of(new EndpointPort("node", "tcp", NODE_EXPORTER, Optional.of(new Place(addresses.getFirst(), NODE_EXPORTER)), Optional.empty())) : List.<EndpointPort>of();
        return List.of(new Endpoint(machine.key(), Sort.MACHINE, name, name, Part.NONE, name, !machine.metadata().deleting(), addresses, port,
            port.stream().map(p -> new Metrics("node", p.number(), p.place().orElseThrow(), METRICS_PATH, "http")).toList(), labels(machine.metadata(), Map.of())));
    }

    /// Of what Plimsoll runs itself and tells figures at one port: its ingress, or the control plane.
    public static Endpoint own(Key project, Sort sort, String exporter, Place place) {
        return new Endpoint(project, sort, exporter, exporter, Part.NONE, "", true, List.of(place.host()), List.of(new EndpointPort("metrics", "tcp", place.port(), Optional.of(place), Optional.empty())),
            List.of(new Metrics(exporter, place.port(), place, METRICS_PATH, "http")), Map.of());
    }

    private record At(Sight sight, SeenInstance instance) {
        Host host() {
            return sight.machines().getOrDefault(instance.node(), Host.UNKNOWN);
        }
    }

    private static Endpoint instance(Resource component, ComponentSpec spec, Map<String, String> labels, At at) {
        var instance = at.instance();
        var exporting = Exporting.of(spec);
        var ports = ports(spec, exporting.map(Exporting::ports).orElse(List.of()), at);
        var metrics = exporting.stream().flatMap(e -> e.ports().stream().flatMap(number -> ports.stream().filter(p -> p.number() == number && p.protocol().equals("tcp")).flatMap(p -> p.place().stream())
            .map(place -> new Metrics(e.exporter().isEmpty() ? instance.stamp().component() : e.exporter(), number, place, e.path(), e.scheme())))).toList();
        return new Endpoint(component.key(), Sort.INSTANCE, instance.id(), instance.name(),
            new Part(instance.stamp().assembly(), instance.stamp().component(), instance.stamp().slot(), at.sight().cluster()), at.host().name(), ready(component, spec, instance), instance.reachable(), ports, metrics, labels);
    }

    /// The declared ports, and those that figures are told at.
    private static List<EndpointPort> ports(ComponentSpec spec, List<Integer> metrics, At at) {
        var wanted = new ArrayList<>(spec.ports());
        metrics.stream().filter(number -> wanted.stream().noneMatch(p -> p.target() == number && p.protocol().equals("tcp")))
            .forEach(number -> wanted.add(new Port(number, "tcp", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("metrics"))));
        var published = published(at);
        var ports = new HashMap<String, EndpointPort>();
        for (var port : wanted) {
            var inside = at.instance().reachable().stream().findFirst().map(host -> new Place(host, port.target()));
            ports.putIfAbsent(port.target() + "/" + port.protocol(),
                new EndpointPort(port.name().orElse(""), port.protocol(), port.target(), inside, Optional.ofNullable(published.get(port.target() + "/" + port.protocol()))));
        }
        return ports.values().stream().sorted(Comparator.comparingInt(EndpointPort::number).thenComparing(EndpointPort::protocol)).limit(MOST_PORTS).toList();
    }

    /// By `8080/tcp`. What is published on every address of a machine is reached at the one that is known.
    private static Map<String, Place> published(At at) {
        var published = new HashMap<String, Place>();
        at.instance().addresses().stream().map(PUBLISHED::matcher).filter(m -> m.matches()).forEach(m -> {
            var host = m.group(1).replaceAll("[\\[\\]]", "");
            var known = at.host().address().isEmpty() ? LOOPBACK : at.host().address();
            published.putIfAbsent(m.group(3) + "/" + m.group(4), new Place(host.equals("0.0.0.0") || host.equals("::") ? known : host, Integer.parseInt(m.group(2))));
        });
        return published;
    }

    /// One that a probe has not tried yet is taken as its status says.
    private static boolean ready(Resource component, ComponentSpec spec, SeenInstance instance) {
        return instance.well() && (spec.probe().isEmpty() || instance.health() == SeenInstance.Health.HEALTHY || component.status(ComponentStatus.class).instances().stream()
            .anyMatch(i -> i.id().equals(instance.id()) && i.restarts() == instance.restarts() && i.readySince().isPresent()));
    }

    /// Of the resource, and over them those that its containers carry.
    private static Map<String, String> labels(Metadata metadata, Map<String, String> ofContainers) {
        var all = new HashMap<>(metadata.labels());
        all.putAll(ofContainers);
        if (all.size() > MOST_LABELS || all.values().stream().anyMatch(v -> v.length() > LONGEST_VALUE)) {
            return all.entrySet().stream().filter(e -> e.getValue().length() <= LONGEST_VALUE).sorted(Map.Entry.comparingByKey()).limit(MOST_LABELS).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
        return all;
    }
}
