package dev.plimsoll.model;

import java.util.Map;

/// Files and values given to instances, not secret.
public record ConfigSpec(@Doc("Contents by name.") Map<String, String> data) implements Spec {
    public ConfigSpec {
        data = Values.map(data);
        data.keySet().forEach(Names::requireEntry);
    }
}
