package dev.plimsoll.controllers.discovery;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPlanner;
import dev.plimsoll.planning.discovery.EndpointPlanner.Host;
import dev.plimsoll.planning.discovery.EndpointPlanner.Sight;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps the directory's entry of a component or a machine up to date. Nothing is written to the store.
public final class EndpointController implements Reconciler {
    private final Surroundings around;
    private final Directory directory;
    private volatile Optional<String> here = Optional.empty();

    public EndpointController(Surroundings around, Directory directory) {
        this.around = around;
        this.directory = directory;
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        try {
            var found = around.mirror().get(key);
            if (found.isPresent() && key.kind() == Kind.COMPONENT) {
                return look(found.get());
            }
            directory.put(key, found.map(EndpointPlanner::machine).orElse(List.of()));
            return Outcome.LEVEL;
        } finally {
            directory.looked(key);
        }
    }

    private Outcome look(Resource component) throws InterruptedException {
        var sights = new ArrayList<Sight>();
        var silent = new ArrayList<String>();
        Outcome outcome = Outcome.LEVEL;
        for (var location : Location.whereabouts(component, around.mirror()::get)) {
            try {
                switch (around.engines().to(location)) {
                    case Engines.Way.Open(var _, var engine) -> sights.add(new Sight(around.prober().asKnown(component.key(), engine.instances(component.key())), location.name().orElse(""), hosts(location)));
                    case Engines.Way.Closed closed when !closed.empty() -> {
                        silent.add(closed.cluster().name());
                        outcome = Outcome.waitingFor(closed.cluster(), closed.sentence());
                    }
                    case Engines.Way.Closed _ -> { }
                }
            } catch (EngineFailure failure) {
                silent.add(location.name().orElse(""));
                outcome = Outcome.retry(failure.getMessage());
            }
        }
        directory.put(component.key(), together(EndpointPlanner.instances(component, sights), directory.of(component.key()).stream().filter(e -> silent.contains(e.component().cluster())).toList()));
        return outcome;
    }

    /// Those just seen, and those on engines that say nothing, as they were seen last.
    private static List<Endpoint> together(List<Endpoint> seen, List<Endpoint> known) {
        return known.isEmpty() ? seen : Stream.concat(seen.stream(), known.stream().filter(k -> seen.stream().noneMatch(s -> s.id().equals(k.id()))))
            .sorted(Comparator.comparingInt((Endpoint e) -> e.component().slot()).thenComparing(Endpoint::id)).toList();
    }

    private Map<String, Host> hosts(Location location) {
        return location.cluster().flatMap(around.mirror()::get).map(cluster -> cluster.status(ClusterStatus.class).nodes().stream().filter(n -> !n.id().isEmpty())
            .collect(Collectors.toMap(ClusterStatus.Node::id, n -> new Host(n.machine(), n.address()), (first, _) -> first))).orElseGet(() -> Map.of("", new Host(here(), "")));
    }

    /// The name of the engine's host, asked for once.
    private String here() {
        if (here.isEmpty()) {
            here = Optional.of(around.engines().own().host());
        }
        return here.get();
    }
}
