package dev.plimsoll.api.consul;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One entry of a service, as Consul writes it: an instance, by one of its ports.
///
/// @param version of the last change of whom it belongs to
record Entry(Endpoint endpoint, String service, Optional<EndpointPort> port, long version) {
    private static final String PASSING = "passing";
    private static final String CRITICAL = "critical";
    private static final int SHORT_ID = 12;
    /// Consul's own bounds of what is told beside a service.
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 512;
    private static final int MOST = 64;

    /// A machine that is not known by name is where the control plane is.
    String node() {
        return endpoint.machine().isEmpty() ? "plimsoll" : endpoint.machine();
    }

    String id() {
        var id = endpoint.id().length() > 2 * SHORT_ID ? endpoint.id().substring(0, SHORT_ID) : endpoint.id();
        return endpoint.name() + ":" + id + port.map(p -> ":" + p.number()).orElse("");
    }

    String status() {
        return endpoint.ready() ? PASSING : CRITICAL;
    }

    Optional<Place> place() {
        return port.flatMap(EndpointPort::place);
    }

    List<String> tags() {
        var tags = new ArrayList<String>();
        var part = endpoint.component();
        add(tags, "assembly=", part.assembly());
        add(tags, "component=", part.component());
        add(tags, "", port.map(EndpointPort::name).orElse(""));
        endpoint.metrics().stream().filter(m -> port.filter(p -> p.number() == m.port()).isPresent()).findFirst().ifPresent(m -> {
            add(tags, "", "metrics");
            add(tags, "exporter=", m.exporter());
        });
        return tags.stream().distinct().toList();
    }

    private static void add(List<String> tags, String prefix, String value) {
        if (!value.isEmpty()) {
            tags.add(prefix + value);
        }
    }

    Map<String, String> nodeMeta() {
        return endpoint.component().cluster().isEmpty() ? Map.of() : Map.of("cluster", endpoint.component().cluster());
    }

    private Map<String, String> meta() {
        var meta = new LinkedHashMap<String, String>();
        var part = endpoint.component();
        meta.put("project", endpoint.project());
        meta.put("assembly", part.assembly());
        meta.put("component", part.component());
        meta.put("slot", part.slot() == 0 ? "" : Integer.toString(part.slot()));
        meta.put("instance", endpoint.name());
        meta.put("machine", endpoint.machine());
        meta.put("cluster", part.cluster());
        endpoint.metrics().stream().filter(m -> port.filter(p -> p.number() == m.port()).isPresent()).findFirst().ifPresent(m -> {
            meta.put("exporter", m.exporter());
            meta.put("metrics_path", m.path());
            meta.put("metrics_scheme", m.scheme());
        });
        meta.values().removeIf(String::isEmpty);
        new TreeMap<>(endpoint.labels()).forEach((name, value) -> {
            if (name.length() <= LONGEST_NAME && value.length() <= LONGEST_VALUE && meta.size() < MOST) {
                meta.putIfAbsent(name.replaceAll("[^a-zA-Z0-9_-]", "_"), value);
            }
        });
        return meta;
    }

    /// One of `/v1/catalog/service/NAME`.
    ObjectNode ofCatalog() {
        var entry = node("");
        entry.remove("Meta");
        entry.set("NodeMeta", texts(nodeMeta()));
        entry.put("ServiceKind", "").put("ServiceID", id()).put("ServiceName", service);
        entry.set("ServiceTags", list(tags()));
        entry.put("ServiceAddress", place().map(Place::host).orElse(""));
        entry.putObject("ServiceTaggedAddresses");
        entry.putObject("ServiceWeights").put("Passing", 1).put("Warning", 1);
        entry.set("ServiceMeta", texts(meta()));
        return indexes(entry.put("ServicePort", place().map(Place::port).orElse(0)).put("ServiceEnableTagOverride", false));
    }

    /// One of `/v1/health/service/NAME`.
    ObjectNode ofHealth() {
        var entry = Wire.object();
        entry.set("Node", indexes(node("")));
        var of = entry.putObject("Service").put("ID", id()).put("Service", service);
        of.set("Tags", list(tags()));
        of.put("Address", place().map(Place::host).orElse(""));
        of.putObject("TaggedAddresses");
        of.set("Meta", texts(meta()));
        of.put("Port", place().map(Place::port).orElse(0)).putObject("Weights").put("Passing", 1).put("Warning", 1);
        indexes(of.put("EnableTagOverride", false));
        entry.putArray("Checks").add(check());
        return entry;
    }

    /// The one check of an entry: what Plimsoll knows.
    ObjectNode check() {
        var check = Wire.object().put("Node", node()).put("CheckID", "service:" + id()).put("Name", "Plimsoll").put("Status", status()).put("Notes", "")
            .put("Output", endpoint.ready() ? "" : "it runs and is not ready").put("ServiceID", id()).put("ServiceName", service);
        check.set("ServiceTags", list(tags()));
        check.put("Type", "").putObject("Definition");
        return indexes(check);
    }

    /// The machine, as an entry of its own.
    ///
    /// @param address where it is; empty: where this one is reached
    ObjectNode node(String address) {
        var node = Wire.object().put("ID", "").put("Node", node()).put("Address", address.isEmpty() ? place().map(Place::host).or(() -> endpoint.addresses().stream().findFirst()).orElse("") : address)
            .put("Datacenter", endpoint.project());
        node.putObject("TaggedAddresses");
        node.set("Meta", texts(nodeMeta()));
        return node;
    }

    ObjectNode indexes(ObjectNode node) {
        return node.put("CreateIndex", version).put("ModifyIndex", version);
    }

    private static ObjectNode texts(Map<String, String> texts) {
        var node = Wire.object();
        texts.forEach(node::put);
        return node;
    }

    private static com.fasterxml.jackson.databind.node.ArrayNode list(List<String> texts) {
        var list = Wire.object().arrayNode();
        texts.forEach(list::add);
        return list;
    }
}
