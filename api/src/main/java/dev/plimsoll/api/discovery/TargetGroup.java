package dev.plimsoll.api.discovery;

import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Metrics;
import dev.plimsoll.planning.discovery.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One entry of Prometheus's HTTP service discovery (https://prometheus.io/docs/prometheus/latest/http_sd/): targets that have the same labels. Each of ours has one target.
///
/// @param targets as ADDRESS:PORT
/// @param labels  what relabelling may use; none is empty
public record TargetGroup(List<String> targets, Map<String, String> labels) {
    private static final String META = "__meta_plimsoll_";

    /// One for each of an endpoint's figures.
    static List<TargetGroup> told(Endpoint endpoint) {
        return endpoint.metrics().stream().map(m -> {
            var labels = labels(endpoint);
            labels.put("__metrics_path__", m.path());
            labels.put("__scheme__", m.scheme());
            port(labels, endpoint.ports().stream().filter(p -> p.number() == m.port() && p.protocol().equals("tcp")).findFirst());
            return of(m.place(), labels, m.exporter());
        }).toList();
    }

    /// One for each of its ports that can be connected to, whether figures are told there or not.
    static List<TargetGroup> all(Endpoint endpoint) {
        var groups = new ArrayList<TargetGroup>();
        endpoint.ports().stream().filter(p -> p.protocol().equals("tcp")).forEach(p -> p.place().ifPresent(place -> {
            var labels = labels(endpoint);
            port(labels, Optional.of(p));
            var told = endpoint.metrics().stream().filter(m -> m.port() == p.number()).findFirst();
            told.ifPresent(m -> {
                labels.put("__metrics_path__", m.path());
                labels.put("__scheme__", m.scheme());
            });
            groups.add(of(place, labels, told.map(Metrics::exporter).orElse("")));
        }));
        return groups;
    }

    private static TargetGroup of(Place place, Map<String, String> labels, String exporter) {
        labels.put(META + "exporter", exporter);
        labels.values().removeIf(String::isEmpty);
        return new TargetGroup(List.of(place.text()), labels);
    }

    private static Map<String, String> labels(Endpoint endpoint) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(META + "sort", endpoint.sort().name().toLowerCase(java.util.Locale.ROOT));
        labels.put(META + "project", endpoint.project());
        labels.put(META + "assembly", endpoint.component().assembly());
        labels.put(META + "component", endpoint.component().component());
        labels.put(META + "slot", endpoint.component().slot() == 0 ? "" : Integer.toString(endpoint.component().slot()));
        labels.put(META + "instance", endpoint.name());
        labels.put(META + "machine", endpoint.machine());
        labels.put(META + "cluster", endpoint.component().cluster());
        labels.put(META + "ready", Boolean.toString(endpoint.ready()));
        // Two names may become one; the first in order of the alphabet stays.
        new TreeMap<>(endpoint.labels()).forEach((name, value) -> labels.putIfAbsent(META + "label_" + name.replaceAll("[^a-zA-Z0-9_]", "_"), value));
        return labels;
    }

    private static void port(Map<String, String> labels, Optional<EndpointPort> port) {
        port.ifPresent(p -> {
            labels.put(META + "port", Integer.toString(p.number()));
            labels.put(META + "port_name", p.name());
            labels.put(META + "address_published", p.outside().map(Place::text).orElse(""));
        });
    }
}
