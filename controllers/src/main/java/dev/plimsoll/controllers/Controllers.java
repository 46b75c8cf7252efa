package dev.plimsoll.controllers;

import dev.plimsoll.controllers.assembly.AssemblyController;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.controllers.component.ComponentController;
import dev.plimsoll.controllers.minding.Minders;
import dev.plimsoll.controllers.minding.MindingController;
import dev.plimsoll.controllers.project.StrayController;
import dev.plimsoll.controllers.route.Rivals;
import dev.plimsoll.controllers.route.RouteController;
import dev.plimsoll.loop.Controller;
import dev.plimsoll.model.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The one list of controllers: what is started, stopped, simulated and shown.
public final class Controllers {
    /// Long enough for the largest image over a slow line.
    private static final Duration LONGEST_PULL = Duration.ofMinutes(30);

    private Controllers() {}

    public static List<Controller> all(Surroundings around, Machinery machinery, Minders minders, Clusters clusters) {
        return Stream.of(applications(around, minders), MachineControllers.of(machinery, clusters), minding(minders)).flatMap(List::stream).toList();
    }

    /// These, and those that make what runs known to the world.
    public static List<Controller> with(List<Controller> others, Outward outward) {
        return Stream.of(others, CertificateControllers.of(outward.certification()), DnsControllers.of(outward.dns(), outward.directory()),
            DiscoveryControllers.of(outward.dns().around(), outward.directory()), RegistrationControllers.of(outward.registration()), AnnouncementControllers.of(outward.announcement(), outward.directory())).flatMap(List::stream).toList();
    }

    /// Woken by those who mind the engines: for nodes, those of an engine that belongs to no cluster with the default project.
    private static List<Controller> minding(Minders minders) {
        return Stream.of(Kind.CLUSTER, Kind.PROJECT).map(kind -> new Controller(kind.name().toLowerCase(Locale.ROOT) + ".minding", kind, Set.of(), _ -> Set.of(), 4, Duration.ofMinutes(10),
            Duration.ofMinutes(5), 0, new MindingController(minders))).toList();
    }

    private static List<Controller> applications(Surroundings around, Minders minders) {
        var rivals = new Rivals(around.mirror());
        var users = new Users(around.mirror(), rivals);
        return List.of(
            new Controller("component", Kind.COMPONENT, Set.of(Kind.COMPONENT, Kind.CONFIG, Kind.SECRET, Kind.ENVIRONMENT, Kind.CLUSTER), users::components, 64, Duration.ofMinutes(10), LONGEST_PULL, 0,
                new ComponentController(around, minders)),
            new Controller("assembly", Kind.ASSEMBLY, Set.of(Kind.COMPONENT, Kind.ROUTE, Kind.PLAN, Kind.CONFIG, Kind.SECRET, Kind.ENVIRONMENT, Kind.CLUSTER), users::assemblies, 4, Duration.ofMinutes(10),
                Duration.ofMinutes(5), 4, new AssemblyController(around)),
            new Controller("route", Kind.ROUTE, Set.of(Kind.ROUTE, Kind.COMPONENT, Kind.SECRET, Kind.CERTIFICATE, Kind.POOL, Kind.MACHINE, Kind.CLUSTER), users::routes, 64, Duration.ofMinutes(10), Duration.ofMinutes(1), 0,
                new RouteController(around, rivals)),
            new Controller("project.strays", Kind.PROJECT, Set.of(Kind.CLUSTER), cluster -> Set.of(cluster.key().projectKey()), 1, Duration.ofMinutes(2), Duration.ofMinutes(5), 0,
                new StrayController(around)));
    }
}
