package dev.plimsoll.server;

import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Endpoint.Sort;
import dev.plimsoll.planning.discovery.EndpointPlanner;
import dev.plimsoll.planning.discovery.Place;
import dev.plimsoll.planning.ingress.EntryPoints;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Optional;

/// Figures that the control plane and its ingress tell themselves, found in the default project.
final class OwnEndpoints {
    private static final Key PROJECT = new Key(Kind.PROJECT, "", Metadata.DEFAULT_PROJECT);
    private static final String LOOPBACK = "127.0.0.1";

    private OwnEndpoints() {}

    /// @param figures where the control plane's own are asked for
    static void tell(Directory directory, InetSocketAddress figures, ServerOptions options) {
        var own = new ArrayList<Endpoint>();
        own.add(EndpointPlanner.own(PROJECT, Sort.PLANE, "plimsoll", new Place(figures.getAddress().isAnyLocalAddress() ? LOOPBACK : figures.getAddress().getHostAddress(), figures.getPort())));
        Optional.ofNullable(EntryPoints.usual(true).with(options.entries()).named().get(EntryPoint.METRICS))
            .ifPresent(e -> own.add(EndpointPlanner.own(PROJECT, Sort.INGRESS, "haproxy", new Place(e.address().isEmpty() || e.address().equals("0.0.0.0") ? LOOPBACK : e.address(), e.port()))));
        directory.put(PROJECT, own);
    }
}
