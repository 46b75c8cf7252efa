package dev.plimsoll.planning.discovery;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Port;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a component's labels say of the figures it tells: `prometheus.io/scrape: "true"`, with `prometheus.io/port` (one, or several with commas; else the port named `metrics`, else the
/// lowest declared one), `prometheus.io/path` (/metrics) and `prometheus.io/scheme` (http), as Prometheus's own example for Kubernetes has them, and `prometheus.io/exporter` (the component's name).
///
/// @param ports   inside
/// @param exporter empty: not said
record Exporting(List<Integer> ports, String path, String scheme, String exporter) {
    private static final String PREFIX = "prometheus.io/";
    private static final int MOST_PORTS = 8;
    private static final int LONGEST_PATH = 500;

    /// None when it tells none, or what it says makes no sense.
    static Optional<Exporting> of(ComponentSpec spec) {
        var labels = spec.labels();
        if (!labels.getOrDefault(PREFIX + "scrape", "").equals("true")) {
            return Optional.empty();
        }
        var ports = labels.containsKey(PREFIX + "port") ? said(labels.get(PREFIX + "port")) : usual(spec);
        var path = labels.getOrDefault(PREFIX + "path", "/metrics");
        return ports.isEmpty() || path.length() > LONGEST_PATH ? Optional.empty()
            : Optional.of(new Exporting(ports, path.startsWith("/") ? path : "/" + path, scheme(labels), labels.getOrDefault(PREFIX + "exporter", "")));
    }

    private static String scheme(Map<String, String> labels) {
        return labels.getOrDefault(PREFIX + "scheme", "http").equals("https") ? "https" : "http";
    }

    private static List<Integer> said(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(p -> p.matches("[0-9]{1,5}")).map(Integer::valueOf).filter(p -> p > 0 && p <= 65_535).distinct().sorted().limit(MOST_PORTS).toList();
    }

    private static List<Integer> usual(ComponentSpec spec) {
        var tcp = spec.ports().stream().filter(p -> p.protocol().equals("tcp")).toList();
        var named = tcp.stream().filter(p -> p.name().filter("metrics"::equals).isPresent()).map(Port::target).findFirst();
        return named.or(() -> tcp.stream().map(Port::target).min(Integer::compare)).stream().toList();
    }
}
