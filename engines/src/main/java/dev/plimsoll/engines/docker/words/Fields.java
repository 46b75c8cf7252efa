package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Builds one JSON object. What is absent, empty or false is left out, so that the engine's own defaults count.
public final class Fields {
    private final ObjectNode object = Json.object();

    public Fields set(String name, Object value) {
        object.set(name, Json.node(value));
        return this;
    }

    public Fields set(String name, Optional<?> value) {
        value.ifPresent(v -> set(name, v));
        return this;
    }

    public Fields setIf(boolean condition, String name, Object value) {
        return condition ? set(name, value) : this;
    }

    public Fields setUnlessEmpty(String name, Collection<?> values) {
        return setIf(!values.isEmpty(), name, values);
    }

    public Fields setUnlessEmpty(String name, Map<?, ?> values) {
        return setIf(!values.isEmpty(), name, values);
    }

    public ObjectNode object() {
        return object;
    }
}
