package dev.plimsoll.planning.discovery;

/// Where Prometheus may ask an endpoint for its figures.
///
/// @param exporter what tells them, such as node, haproxy, or the component's own name
/// @param port     number of the port inside
/// @param place    where to connect to
/// @param path     such as /metrics
/// @param scheme   http or https
public record Metrics(String exporter, int port, Place place, String path, String scheme) {}
