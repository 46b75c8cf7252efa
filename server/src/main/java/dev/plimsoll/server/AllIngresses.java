package dev.plimsoll.server;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.ingress.Ingresses;
import dev.plimsoll.controllers.ingress.Routers;
import dev.plimsoll.ingress.haproxy.FollowedIngress;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.planning.ingress.Certificates;
import dev.plimsoll.planning.ingress.DocumentPlanner;
import dev.plimsoll.planning.ingress.EntryPoints;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.simulated.SimulatedIngress;
import dev.plimsoll.store.Mirror;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// This machine's ingress, and one for the routers of each cluster, which follow it. Where there is no door for machines no router could, and this machine serves everything.
final class AllIngresses implements Ingresses {
    private final Ingress here;
    private final ServerOptions options;
    private final Mirror mirror;
    private final InstantSource clock;
    private final DocumentPlanner own;
    private final DocumentPlanner routers;
    private final Map<Location, Ingress> there = new ConcurrentHashMap<>();

    /// @param here   this machine's
    /// @param proofs where proofs of names are answered
    AllIngresses(Ingress here, ServerOptions options, Reading reading, InetSocketAddress proofs) {
        this.here = here;
        this.options = options;
        this.mirror = reading.mirror;
        this.clock = reading.clock;
        boolean privileged = System.getProperty("user.name").equals("root");
        var at = proofs.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress().getHostAddress() : proofs.getAddress().getHostAddress();
        this.own = new DocumentPlanner(EntryPoints.usual(privileged).with(options.entries()), reading.certificates, Optional.of(new Server("proofs", at, proofs.getPort(), false)));
        this.routers = new DocumentPlanner(EntryPoints.usual(true).and(own.entryPoints()), reading.certificates, challenges(proofs));
    }

    /// What is declared, and what time it is.
    record Reading(Mirror mirror, Certificates certificates, InstantSource clock) {}

    /// Routers hand challenges on to this machine, where they can reach it.
    private Optional<Server> challenges(InetSocketAddress proofs) {
        if (proofs.getAddress().isLoopbackAddress()) {
            return Optional.empty();
        }
        var reached = proofs.getAddress().isAnyLocalAddress() ? options.machines().map(m -> m.told().map(url -> URI.create(url).getHost()).orElseGet(() -> m.listen().getAddress().getHostAddress()))
            : Optional.of(proofs.getAddress().getHostAddress());
        return reached.map(host -> new Server("proofs", host.replaceAll("[\\[\\]]", ""), proofs.getPort(), false));
    }

    @Override
    public boolean own(Location place) {
        return place.equals(Location.HERE) || options.simulated() || options.machines().isPresent();
    }

    @Override
    public Ingress ingress(Location place) {
        return place.cluster().map(cluster -> there.computeIfAbsent(place, _ -> open(cluster))).orElse(here);
    }

    @Override
    public DocumentPlanner documents(Location place) {
        return place.equals(Location.HERE) ? own : routers;
    }

    /// What the routers of a cluster follow.
    Optional<FollowedIngress> followed(Key cluster) {
        return ingress(new Location(Optional.of(cluster))) instanceof FollowedIngress followed ? Optional.of(followed) : Optional.empty();
    }

    /// Routers that ask are to be told something else.
    void wake() {
        there.values().forEach(ingress -> {
            if (ingress instanceof FollowedIngress followed) {
                followed.wake();
            }
        });
    }

    private Ingress open(Key cluster) {
        return options.simulated() ? new SimulatedIngress() : new FollowedIngress(cluster.shortForm(), () -> Routers.ready(mirror, cluster), options.page(), clock);
    }

    @Override
    public void close() {
        there.values().forEach(Ingress::close);
        here.close();
    }
}
