package dev.plimsoll.compose.stack;

import dev.plimsoll.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/// Maps of a tree with something changed, added or left out.
final class Maps {
    private Maps() {}

    static Node.Mapping with(Node.Mapping map, String key, Node value) {
        var entries = new LinkedHashMap<>(map.entries());
        entries.put(key, new Node.Entry(value.mark(), value));
        return new Node.Mapping(map.mark(), entries);
    }

    /// With a value for a key that has none.
    static Node.Mapping otherwise(Node.Mapping map, String key, String value) {
        return map.get(key).filter(n -> !n.isNothing()).isPresent() ? map : with(map, key, Node.Scalar.text(map.mark(), value));
    }

    static Node.Mapping without(Node.Mapping map, List<String> keys) {
        var entries = new LinkedHashMap<>(map.entries());
        entries.keySet().removeAll(keys);
        return new Node.Mapping(map.mark(), entries);
    }

    /// With the value of a key changed, when it is there.
    static Node.Mapping changed(Node.Mapping map, String key, UnaryOperator<Node> change) {
        var entry = map.entries().get(key);
        if (entry == null || entry.value().isNothing()) {
            return map;
        }
        var entries = new LinkedHashMap<>(map.entries());
        entries.put(key, new Node.Entry(entry.mark(), change.apply(entry.value())));
        return new Node.Mapping(map.mark(), entries);
    }
}
