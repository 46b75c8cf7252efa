package dev.plimsoll.planning.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an endpoint is found as by readers of Consul: a component is a service of its resource's name (`shop-web`); one with several ports is one service for each, named after the port
/// (`shop-web-8080`), as Registrator names them. Machines that have it are `node-exporter`; the ingress is `haproxy`, the control plane `plimsoll`.
public record ServiceName(String project, String name) implements Comparable<ServiceName> {
    /// The services of an endpoint, each with its port; one without ports is a service without one.
    public static Map<ServiceName, Optional<EndpointPort>> of(Endpoint endpoint) {
        return switch (endpoint.sort()) {
            case INSTANCE -> ofInstance(endpoint);
            case MACHINE -> single(endpoint, "node-exporter");
            case INGRESS, PLANE -> single(endpoint, endpoint.name());
        };
    }

    private static Map<ServiceName, Optional<EndpointPort>> ofInstance(Endpoint endpoint) {
        var name = endpoint.of().name();
        List<EndpointPort> ports = endpoint.ports();
        if (ports.size() < 2) {
            return Map.of(new ServiceName(endpoint.project(), name), ports.stream().findFirst());
        }
        var services = new LinkedHashMap<ServiceName, Optional<EndpointPort>>();
        ports.forEach(p -> services.put(new ServiceName(endpoint.project(), name + "-" + p.number() + (p.protocol().equals("tcp") ? "" : "-" + p.protocol())), Optional.of(p)));
        return services;
    }

    private static Map<ServiceName, Optional<EndpointPort>> single(Endpoint endpoint, String name) {
        return endpoint.ports().isEmpty() ? Map.of() : Map.of(new ServiceName(endpoint.project(), name), Optional.of(endpoint.ports().getFirst()));
    }

    @Override
    public int compareTo(ServiceName other) {
        int byProject = project.compareTo(other.project);
        return byProject != 0 ? byProject : name.compareTo(other.name);
    }
}
