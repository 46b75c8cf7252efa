package dev.plimsoll.api;

import dev.plimsoll.api.apply.ApplyRoutes;
import dev.plimsoll.api.apply.ReadingRoutes;
import dev.plimsoll.api.certificates.CertificateRoutes;
import dev.plimsoll.api.clusters.ClusterRoutes;
import dev.plimsoll.api.console.ConsoleRoutes;
import dev.plimsoll.api.consul.ConsulRoutes;
import dev.plimsoll.api.departures.DepartureRoutes;
import dev.plimsoll.api.discovery.DiscoveryRoutes;
import dev.plimsoll.api.documents.DocumentRoutes;
import dev.plimsoll.api.http.Listener;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.Routes;
import dev.plimsoll.api.insight.InsightRoutes;
import dev.plimsoll.api.machines.MachineRoutes;
import dev.plimsoll.api.operations.OperationRoutes;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.resources.Commits;
import dev.plimsoll.api.resources.ResourceRoutes;
import dev.plimsoll.api.survey.SurveyRoutes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The API of one control plane, listening.
public final class ApiServer implements AutoCloseable {
    private final Listener listener;
    private final InetSocketAddress address;

    private ApiServer(Listener listener, InetSocketAddress address) {
        this.listener = listener;
        this.address = address;
    }

    /// Begins to serve.
    ///
    /// @throws IOException when the address cannot be listened on
    public static ApiServer start(ControlPlane plane, ApiSettings settings) throws IOException {
        plane.meters().observe(plane.mirror());
        var listener = new Listener(settings.address(), routes(plane), new Listener.Guard(settings.token(), settings.reader(), settings.limits(), Optional.empty()), plane.meters());
        return new ApiServer(listener, listener.start());
    }

    /// Everything that can be asked.
    static Routes routes(ControlPlane plane) {
        var commits = new Commits(plane.store(), plane.mirror());
        var routes = new ArrayList<Route>();
        routes.addAll(OperationRoutes.of(plane));
        routes.addAll(ResourceRoutes.of(plane, commits));
        routes.addAll(ApplyRoutes.of(plane, commits));
        routes.addAll(CertificateRoutes.of(plane, commits));
        routes.addAll(ReadingRoutes.all());
        routes.addAll(InsightRoutes.of(plane));
        routes.addAll(ConsoleRoutes.of(plane));
        routes.addAll(DepartureRoutes.of(plane, commits));
        routes.addAll(ClusterRoutes.of(plane, commits));
        routes.addAll(MachineRoutes.of(plane.machines()));
        routes.addAll(SurveyRoutes.of(plane));
        routes.addAll(DiscoveryRoutes.of(plane));
        routes.addAll(ConsulRoutes.of("/consul", plane));
        routes.addAll(DocumentRoutes.of(List.copyOf(routes), plane.facts().version()));
        return new Routes(routes);
    }

    /// Where it listens, with the port that was chosen when none was asked for.
    public InetSocketAddress address() {
        return address;
    }

    /// Ends streams, lets requests under way end, stops listening.
    @Override
    public void close() {
        listener.close();
    }
}
