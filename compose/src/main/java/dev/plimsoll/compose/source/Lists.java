package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.tree.Node;
import java.util.LinkedHashMap;

/// The two ways the specification lets people write one thing, brought to one form so that they can be merged.
public final class Lists {
    private Lists() {}

    /// `[A=1, B]` as `{A: 1, B: }`; anything else as it is.
    public static Node pairs(Node node) {
        if (!(node instanceof Node.Sequence sequence)) {
            return node;
        }
        var entries = new LinkedHashMap<String, Node.Entry>();
        for (var item : sequence.items()) {
            if (!(item instanceof Node.Scalar scalar)) {
                return node;
            }
            int equals = scalar.text().indexOf('=');
            var value = equals < 0 ? Node.Scalar.nothing(item.mark()) : Node.Scalar.text(item.mark(), scalar.text().substring(equals + 1));
            entries.put(equals < 0 ? scalar.text() : scalar.text().substring(0, equals), new Node.Entry(item.mark(), value));
        }
        return new Node.Mapping(node.mark(), entries);
    }

    /// `[a, b]` as `{a: , b: }`.
    public static Node names(Node node) {
        if (!(node instanceof Node.Sequence sequence) || !sequence.items().stream().allMatch(i -> i instanceof Node.Scalar)) {
            return node;
        }
        var entries = new LinkedHashMap<String, Node.Entry>();
        sequence.items().forEach(i -> entries.put(((Node.Scalar) i).text(), new Node.Entry(i.mark(), Node.Scalar.nothing(i.mark()))));
        return new Node.Mapping(node.mark(), entries);
    }

    /// `build: folder` as `build: {context: folder}`.
    static Node build(Node node) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
            return node;
        }
        var entries = new LinkedHashMap<String, Node.Entry>();
        entries.put("context", new Node.Entry(node.mark(), scalar));
        return new Node.Mapping(node.mark(), entries);
    }

    /// Where a mount, device, config or secret appears inside.
    public static String target(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text().indexOf(':') < 0 ? scalar.text() : ShortMount.parse(scalar.text()).target();
            case Node.Mapping mapping -> text(mapping, "target", text(mapping, "source", mapping.toString()));
            case Node.Sequence _, Node.Tagged _ -> node.toString();
        };
    }

    static String port(Node node) {
        return switch (node) {
            case Node.Mapping m -> text(m, "host_ip", "") + ":" + text(m, "published", "") + ":" + text(m, "target", "") + "/" + text(m, "protocol", "tcp");
            case Node.Scalar s -> s.text();
            case Node.Sequence _, Node.Tagged _ -> node.toString();
        };
    }

    private static String text(Node.Mapping mapping, String name, String otherwise) {
        return mapping.get(name).filter(n -> n instanceof Node.Scalar).map(n -> ((Node.Scalar) n).text()).orElse(otherwise);
    }
}
