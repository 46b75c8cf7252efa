package dev.plimsoll.controllers;

import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Probing;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engines that instances run on: this machine's own, and one for each cluster that is formed. A cluster's is opened when it is first asked for, anew when the
/// cluster has other managers, and closed when the cluster is gone. Who knows no clusters has one engine, and pays for one.
public final class Engines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

    private final ObservedEngine own;
    private final Opening opening;
    private final Mirror mirror;
    private final InstantSource clock;
    private final Map<Key, Opened> opened = new HashMap<>();
    private final List<AutoCloseable> tended = new ArrayList<>();
    private Optional<Function<Way.Open, AutoCloseable>> tending = Optional.empty();

    /// @param own engine of what names no cluster; not closed here
    public Engines(ObservedEngine own, Opening opening, Mirror mirror, InstantSource clock) {
        this.own = own;
        this.opening = opening;
        this.mirror = mirror;
        this.clock = clock;
    }

    /// Opens engines of clusters.
    @FunctionalInterface
    public interface Opening {
        /// @param cluster formed; its status tells the nodes
        /// @throws EngineFailure when it cannot be opened
        Engine open(Resource cluster);

        /// Where clusters have no engines.
        Opening NONE = cluster -> {
            throw new EngineFailure.Rejected("NotSupported", cluster.key().shortForm() + " has no engine here", null);
        };
    }

    /// @param of what it was opened of: the cluster, and who manages it
    private record Opened(String of, ObservedEngine engine, Optional<AutoCloseable> tended) {}

    /// How to reach an engine.
    public sealed interface Way {
        record Open(Location location, ObservedEngine engine) implements Way {}

        /// @param empty whether nothing can be on it: there is no such cluster, or it was never formed
        record Closed(Key cluster, boolean empty, String reason, String sentence) implements Way {}
    }

    /// Of what names no cluster.
    public ObservedEngine own() {
        return own;
    }

    public String plane() {
        return own.plane();
    }

    public synchronized Way to(Location location) {
        if (location.cluster().isEmpty()) {
            return new Way.Open(location, own);
        }
        var key = location.cluster().get();
        var found = mirror.get(key);
        if (found.isEmpty()) {
            forget(key);
            return new Way.Closed(key, true, "ReferenceNotFound", "there is no " + key.shortForm());
        }
        var cluster = found.get();
        var status = cluster.status(ClusterStatus.class);
        if (status.condition(ClusterStatus.FORMED).filter(Condition::holds).isEmpty()) {
            return new Way.Closed(key, status.id().isEmpty(), "WaitingForCluster", "waiting for " + key.shortForm() + ": " + why(status));
        }
        try {
            return new Way.Open(location, engine(cluster, status));
        } catch (EngineFailure failure) {
            return new Way.Closed(key, false, failure.code(), "waiting for " + key.shortForm() + ": " + failure.getMessage());
        }
    }

    /// This machine's and those of a project's clusters, as far as they are open.
    public List<Way.Open> ofProject(Key project) {
        closeGone();
        return open(Query.of(Kind.CLUSTER).in(project.name()));
    }

    /// All that are open, of every project.
    public List<Way.Open> all() {
        return open(Query.of(Kind.CLUSTER));
    }

    /// All clusters, with the way to each.
    public Map<Key, Way> clusters() {
        var ways = new LinkedHashMap<Key, Way>();
        mirror.list(Query.of(Kind.CLUSTER)).forEach(cluster -> ways.put(cluster.key(), to(new Location(Optional.of(cluster.key())))));
        return ways;
    }

    private List<Way.Open> open(Query clusters) {
        var open = new ArrayList<>(List.of(new Way.Open(Location.HERE, own)));
        mirror.list(clusters).forEach(cluster -> {
            if (to(new Location(Optional.of(cluster.key()))) instanceof Way.Open way) {
                open.add(way);
            }
        });
        return open;
    }

    /// Probes of instances, each by the engine it runs on.
    public Probing probing() {
        return (instance, probe) -> {
            var location = mirror.get(Naming.component(instance.stamp())).map(Location::of).orElse(Location.HERE);
            return switch (to(location)) {
                case Way.Open(var _, var engine) -> engine.engine().probing().attempt(instance, probe);
                case Way.Closed closed -> throw new EngineFailure.Unreachable(closed.reason(), closed.sentence(), null);
            };
        };
    }

    /// Has all engines tended from now on, those too that are opened later, each until it is closed.
    ///
    /// @param begun begins to watch one and whatever else it needs; what it answers ends that
    public synchronized void tend(Function<Way.Open, AutoCloseable> begun) {
        tending = Optional.of(begun);
        tended.add(begun.apply(new Way.Open(Location.HERE, own)));
        List.copyOf(opened.keySet()).forEach(this::tend);
    }

    private void tend(Key cluster) {
        var known = opened.get(cluster);
        opened.put(cluster, new Opened(known.of(), known.engine(), tending.map(begun -> begun.apply(new Way.Open(new Location(Optional.of(cluster)), known.engine())))));
    }

    private ObservedEngine engine(Resource cluster, ClusterStatus status) {
        var of = cluster.metadata().uid() + "/" + status.id() + "/" + managers(status);
        var known = opened.get(cluster.key());
        if (known != null && known.of().equals(of)) {
            return known.engine();
        }
        forget(cluster.key());
        var observed = new ObservedEngine(opening.open(cluster), own.plane(), clock);
        // Before it is tended: the first nudge may come at once, and lead here.
        opened.put(cluster.key(), new Opened(of, observed, Optional.empty()));
        tend(cluster.key());
        LOG.info("{} is an engine, managed by {}", cluster.key(), managers(status));
        return observed;
    }

    private static String managers(ClusterStatus status) {
        return status.nodes().stream().filter(ClusterStatus.Node::manages).filter(n -> !n.id().isEmpty()).map(n -> n.machine() + "@" + n.address() + "/" + n.id()).sorted().collect(Collectors.joining(","));
    }

    /// In the cluster's own words.
    private static String why(ClusterStatus status) {
        return status.condition(Condition.LEVEL).filter(c -> !c.holds()).or(() -> status.condition(ClusterStatus.FORMED)).map(Condition::sentence).orElse("it is not formed yet");
    }

    private synchronized void closeGone() {
        List.copyOf(opened.keySet()).stream().filter(key -> mirror.get(key).isEmpty()).forEach(this::forget);
    }

    private void forget(Key cluster) {
        Optional.ofNullable(opened.remove(cluster)).ifPresent(o -> {
            o.tended().ifPresent(Engines::end);
            o.engine().engine().close();
        });
    }

    @Override
    public synchronized void close() {
        tended.forEach(Engines::end);
        tended.clear();
        List.copyOf(opened.keySet()).forEach(this::forget);
    }

    private static void end(AutoCloseable care) {
        try {
            care.close();
        } catch (Exception broken) {
            LOG.debug("what tended an engine did not end in good order: {}", broken.toString());
        }
    }
}
