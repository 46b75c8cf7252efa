package dev.plimsoll.planning.announcement;

import dev.plimsoll.model.registration.Escape;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Place;
import dev.plimsoll.planning.discovery.ServiceName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Endpoints as those expect them who looked for services in etcd on CoreOS: `PREFIX/SERVICE/INSTANCE` holds a JSON object with `host` and `port`, as the sidekick units of its guides wrote them
/// ("Launching containers with fleet"). Services have the names that readers of Consul know.
public final class AnnouncedKeys {
    private AnnouncedKeys() {}

    /// What is to be below the prefix: whatever may be asked now, and can be.
    public static SortedMap<String, String> of(String prefix, Collection<Endpoint> endpoints) {
        var keys = new TreeMap<String, String>();
        for (var endpoint : endpoints) {
            if (endpoint.ready() && (endpoint.sort() == Endpoint.Sort.INSTANCE || endpoint.sort() == Endpoint.Sort.MACHINE)) {
                ServiceName.of(endpoint).forEach((service, port) -> port.flatMap(EndpointPort::place)
                    .ifPresent(place -> keys.put(prefix + service.name() + "/" + endpoint.name(), value(endpoint, port.get(), place))));
            }
        }
        return keys;
    }

    /// Always in this order, so that equal endpoints have equal values.
    private static String value(Endpoint endpoint, EndpointPort port, Place place) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("host", Escape.quoted(place.host()));
        fields.put("port", Integer.toString(place.port()));
        port.outside().filter(outside -> !outside.equals(place)).ifPresent(outside -> fields.put("published", Escape.quoted(outside.text())));
        fields.put("project", Escape.quoted(endpoint.project()));
        text(fields, "assembly", endpoint.component().assembly());
        text(fields, "component", endpoint.component().component());
        if (endpoint.component().slot() > 0) {
            fields.put("slot", Integer.toString(endpoint.component().slot()));
        }
        text(fields, "machine", endpoint.machine());
        return fields.entrySet().stream().map(f -> Escape.quoted(f.getKey()) + ":" + f.getValue()).collect(Collectors.joining(",", "{", "}"));
    }

    private static void text(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, Escape.quoted(value));
        }
    }
}
