package dev.plimsoll.controllers.ingress;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.component.RoutedPorts;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.ingress.Succession;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who answers for the targets of routes at one moment: instances that are well, and those that are leaving. While the engine does not answer, who was there last
/// counts: its silence takes nobody out of service.
final class Answering {
    private static final Pattern PUBLISHED = Pattern.compile("(.*):([0-9]+)->([0-9]+)/tcp");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");
    private static final int WHOLE_ID = 24;
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final int SHORT_ID = 12;

    private final TrafficSources sources;
    private final View view;
    private final Map<Key, List<SeenInstance>> seen;
    private final Map<String, List<Server>> servers = new HashMap<>();

    private Answering(TrafficSources sources, View view, Map<Key, List<SeenInstance>> seen) {
        this.sources = sources;
        this.view = view;
        this.seen = seen;
    }

    /// From where one looks.
    ///
    /// @param leaving whether the [Leaver] of this id is about to be stopped by us
    /// @param young   whether an instance that is being made may soon be there
    /// @param routers whether only ports that machines publish can be reached
    record View(Predicate<String> leaving, Predicate<SeenInstance> young, boolean routers) {}

    /// Looks once for all routes together.
    ///
    /// @param before  who was there when it was looked last
    static Answering of(TrafficSources sources, List<Resource> routes, View view, Map<Key, List<SeenInstance>> before) throws InterruptedException {
        var components = routes.stream().flatMap(r -> r.spec(RouteSpec.class).targets().stream().flatMap(t -> Naming.target(r.metadata().project(), t).stream())).collect(Collectors.toSet());
        return new Answering(sources, view, look(sources, components, before));
    }

    private static Map<Key, List<SeenInstance>> look(TrafficSources sources, Set<Key> components, Map<Key, List<SeenInstance>> before) throws InterruptedException {
        var there = new LinkedHashMap<Location, List<Key>>();
        components.forEach(c -> sources.mirror().get(c).map(found -> Location.whereabouts(found, sources.mirror()::get)).orElse(Set.of(Location.HERE))
            .forEach(location -> there.computeIfAbsent(location, _ -> new ArrayList<>()).add(c)));
        var seen = new HashMap<Key, List<SeenInstance>>();
        for (var each : there.entrySet()) {
            look(sources, each.getKey(), each.getValue(), before).forEach((component, instances) -> seen.merge(component, instances, Answering::together));
        }
        return seen;
    }

    private static Map<Key, List<SeenInstance>> look(TrafficSources sources, Location location, List<Key> components, Map<Key, List<SeenInstance>> before) throws InterruptedException {
        try {
            if (sources.engines().to(location) instanceof Engines.Way.Open(var _, var engine)) {
                var observed = engine.instances(components);
                return components.stream().collect(Collectors.toMap(c -> c, observed::instances));
            }
        } catch (EngineFailure silent) {
            LOG.debug("{} does not tell who answers there: {}", location, silent.getMessage());
        }
        return components.stream().collect(Collectors.toMap(c -> c, c -> before.getOrDefault(c, List.of())));
    }

    /// Of two engines; what is known from before may be in both.
    private static List<SeenInstance> together(List<SeenInstance> some, List<SeenInstance> more) {
        var ids = some.stream().map(SeenInstance::id).collect(Collectors.toSet());
        return Stream.concat(some.stream(), more.stream().filter(i -> !ids.contains(i.id()))).toList();
    }

    Map<Key, List<SeenInstance>> seen() {
        return seen;
    }

    /// By the [Leaver] that they are of.
    Map<String, List<Server>> servers() {
        return servers;
    }

    /// The servers of a target of a route in this project.
    List<Server> of(String project, Target target) {
        if (target.address().isPresent()) {
            return List.of(new Server(target.address().get() + "-" + target.port(), target.address().get(), target.port(), false));
        }
        if (target.pool().isPresent()) {
            return Routers.of(sources.mirror(), project, target.pool().get()).flatMap(machine -> machine(machine, target.port()).stream()).toList();
        }
        var key = Naming.target(project, target).orElseThrow();
        var component = sources.mirror().get(key);
        int port = component.map(c -> RoutedPorts.port(target, c.spec(ComponentSpec.class))).orElse(0);
        if (port == 0) {
            return List.of();
        }
        var found = new ArrayList<Server>();
        var judged = judged(key);
        var replaced = Succession.replaced(judged, view.young());
        for (var instance : judged) {
            boolean goes = view.leaving().test(instance.id()) || replaced.contains(instance.id());
            if (goes ? instance.state() == SeenInstance.State.RUNNING : ready(component.get(), instance)) {
                address(instance, port, view.routers()).map(a -> new Server(name(instance, port), a.host(), a.port(), goes)).ifPresent(server -> {
                    found.add(server);
                    servers.computeIfAbsent(Leaver.of(instance).id(), _ -> new ArrayList<>()).add(server);
                });
            }
        }
        return found;
    }

    private Optional<Server> machine(Resource machine, int port) {
        var leaver = Leaver.of(machine).id();
        var server = Routers.server(machine, port).map(s -> new Server(s.name(), s.address(), s.port(), s.leaving() || view.leaving().test(leaver)));
        server.ifPresent(s -> servers.computeIfAbsent(leaver, _ -> new ArrayList<>()).add(s));
        return server;
    }

    private List<SeenInstance> judged(Key component) {
        return sources.prober().asKnown(component, seen.getOrDefault(component, List.of())).stream()
            .sorted(Comparator.comparingInt((SeenInstance i) -> i.stamp().slot()).thenComparing(SeenInstance::id)).toList();
    }

    /// One that a probe has not tried yet is taken as its status says.
    private static boolean ready(Resource component, SeenInstance instance) {
        return instance.well() && (component.spec(ComponentSpec.class).probe().isEmpty() || instance.health() == SeenInstance.Health.HEALTHY
            || component.status(ComponentStatus.class).instances().stream().anyMatch(i -> i.id().equals(instance.id()) && i.restarts() == instance.restarts() && i.readySince().isPresent()));
    }

    private record Address(String host, int port) {}

    /// Its own address where this machine reaches that, else the port it publishes. Of a port that its machine publishes on some address, the one that others reach it at.
    private static Optional<Address> address(SeenInstance instance, int port, boolean routers) {
        if (!routers && !instance.reachable().isEmpty()) {
            return Optional.of(new Address(instance.reachable().getFirst(), port));
        }
        return instance.addresses().stream().map(PUBLISHED::matcher).filter(m -> m.matches() && Integer.parseInt(m.group(3)) == port && !(routers && EVERYWHERE.contains(m.group(1))))
            .map(m -> new Address(EVERYWHERE.contains(m.group(1)) ? "127.0.0.1" : m.group(1), Integer.parseInt(m.group(2)))).findFirst();
    }

    private static String name(SeenInstance instance, int port) {
        var id = instance.id().length() > WHOLE_ID ? instance.id().substring(0, SHORT_ID) : instance.id();
        return instance.stamp().component() + "-" + instance.stamp().slot() + "-" + id + "-" + port;
    }
}
