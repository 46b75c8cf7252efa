package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.route.Routes;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Host ports that a Swarm publishes for all instances of a service together, by its mesh. An engine alone has no mesh, and two instances cannot hold one host port, so such a
/// port becomes a route: the ingress listens on it and hands connections on. One instance holds its host ports itself, as anywhere.
final class SwarmPorts {
    private final Dialect dialect;
    private final List<Shared> shared = new ArrayList<>();

    SwarmPorts(Dialect dialect) {
        this.dialect = dialect;
    }

    private record Shared(String component, Port port) {}

    /// The service's ports without host ports that all its instances share, which are kept for [#into].
    List<Port> kept(String component, Section service, List<Port> ports, int replicas) {
        if (dialect != Dialect.STACK || replicas < 2) {
            return ports;
        }
        return ports.stream().map(port -> {
            // The mesh knows no addresses, but who wrote one wanted only that one.
            boolean meshed = port.instances() < replicas && port.fixedOnHost() && port.protocol().equals("tcp") && port.address().isEmpty() && !onHost(service, port);
            if (!meshed) {
                return port;
            }
            int host = port.published().orElseThrow();
            service.findings().warning(service.mark("ports"), service.trail().to("ports"), "Routed", replicas + " instances cannot share host port " + host
                + " without a Swarm's mesh, so the ingress takes it: route " + Quote.of(name(component, port)) + " leads to port " + port.target()
                + " of all instances", Optional.of("plimsoll get routes says whether it is served; without an ingress give a range such as "
                + host + "-" + (host + replicas - 1) + ":" + port.target() + ", or replicas: 1"));
            shared.add(new Shared(component, port));
            return new Port(port.target(), port.protocol(), Optional.empty(), Optional.empty(), Optional.empty(), port.name());
        }).toList();
    }

    private static boolean onHost(Section service, Port port) {
        return service.items("ports").stream().anyMatch(item -> item.node() instanceof Node.Mapping map && text(map, "mode").equals("host")
            && text(map, "published").equals(port.published().map(String::valueOf).orElse("")));
    }

    private static String text(Node.Mapping map, String key) {
        return map.get(key).filter(n -> n instanceof Node.Scalar).map(n -> ((Node.Scalar) n).text()).orElse("");
    }

    private static String name(String component, Port port) {
        return component + "-" + port.published().orElseThrow();
    }

    /// The routes that take the shared ports' place.
    void into(Routes routes) {
        shared.forEach(s -> routes.add(name(s.component, s.port), new RouteSpec(Match.ANY, RouteSpec.Protocol.TCP, List.of(Integer.toString(s.port.published().orElseThrow())), 0, null,
            List.of(Target.of(s.component, s.port.target())), null, null, null, null, null, false, null, false)));
    }
}
