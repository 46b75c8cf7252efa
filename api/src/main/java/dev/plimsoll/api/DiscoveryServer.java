package dev.plimsoll.api;

import dev.plimsoll.api.consul.ConsulRoutes;
import dev.plimsoll.api.discovery.DiscoveryRoutes;
import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.http.Listener;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.Routes;
import dev.plimsoll.api.http.Token;
import dev.plimsoll.api.operations.OperationRoutes;
import dev.plimsoll.api.plane.ControlPlane;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// Where Prometheus and Consul's readers ask that do not run on the control plane's machine: discovery, Consul's reading API below `/v1` and `/consul/v1`, and the control plane's own figures. Nothing
/// else is here, and only the token that reads discovery opens it; the API's own token never crosses this network.
public final class DiscoveryServer implements AutoCloseable {
    /// Readers send short questions and wait up to ten minutes for an answer.
    private static final Limits LIMITS = new Limits(0, 0, 0, 16 << 10, 10, 2_000, 100, Duration.ofSeconds(10), Duration.ofMinutes(11), 1 << 10, Duration.ofSeconds(15));

    private final Listener listener;
    private final InetSocketAddress address;

    private DiscoveryServer(Listener listener, InetSocketAddress address) {
        this.listener = listener;
        this.address = address;
    }

    /// Begins to serve.
    ///
    /// @throws IOException when the address cannot be listened on
    public static DiscoveryServer start(InetSocketAddress address, Token reader, ControlPlane plane) throws IOException {
        var routes = new ArrayList<Route>();
        routes.add(OperationRoutes.metrics(plane));
        routes.addAll(DiscoveryRoutes.of(plane));
        routes.addAll(ConsulRoutes.of("", plane));
        routes.addAll(ConsulRoutes.of("/consul", plane));
        var listener = new Listener(address, new Routes(routes), new Listener.Guard(reader, Optional.of(reader), LIMITS, Optional.empty()), plane.meters());
        return new DiscoveryServer(listener, listener.start());
    }

    /// Where it listens, with the port that was chosen when none was asked for.
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        listener.close();
    }
}
