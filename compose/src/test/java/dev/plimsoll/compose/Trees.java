package dev.plimsoll.compose;

import dev.plimsoll.manifest.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files changed key by key, to see what comes of each: a key planted, taken away, or with another value. Places are paths of keys and, in lists, numbers. What begins with `x-` is
/// everybody's own and left alone.
public final class Trees {
    public static final String PLANTED = "planted_key";

    private Trees() {}

    /// The places of all maps.
    public static List<List<String>> maps(Node node) {
        return maps(node, List.of());
    }

    /// The places of all keys.
    public static List<List<String>> keys(Node node) {
        return keys(node, List.of());
    }

    private static List<List<String>> maps(Node node, List<String> at) {
        var places = new ArrayList<List<String>>();
        children(node, at).forEach((place, child) -> places.addAll(maps(child, place)));
        if (node instanceof Node.Mapping) {
            places.add(at);
        }
        return places;
    }

    private static List<List<String>> keys(Node node, List<String> at) {
        var places = new ArrayList<List<String>>();
        children(node, at).forEach((place, child) -> {
            if (node instanceof Node.Mapping) {
                places.add(place);
            }
            places.addAll(keys(child, place));
        });
        return places;
    }

    private static Map<List<String>, Node> children(Node node, List<String> at) {
        var children = new LinkedHashMap<List<String>, Node>();
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (!key.startsWith("x-")) {
                    children.put(joined(at, key), entry.value());
                }
            });
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                children.put(joined(at, Integer.toString(i)), sequence.items().get(i));
            }
        }
        return children;
    }

    private static List<String> joined(List<String> at, String key) {
        return Stream.concat(at.stream(), Stream.of(key)).toList();
    }

    /// The text of a file with a key nobody knows in one of its maps.
    public static String planted(Node node, List<String> at) {
        return changed(node, at, m -> {
            var entries = new LinkedHashMap<>(m.entries());
            entries.put(PLANTED, new Node.Entry(m.mark(), Node.Scalar.text(m.mark(), "1")));
            return new Node.Mapping(m.mark(), entries);
        });
    }

    /// Without a key.
    public static String removed(Node node, List<String> at) {
        return changed(node, at.subList(0, at.size() - 1), m -> {
            var entries = new LinkedHashMap<>(m.entries());
            entries.remove(at.getLast());
            return new Node.Mapping(m.mark(), entries);
        });
    }

    /// With another value, where it is a simple one.
    public static String other(Node node, List<String> at) {
        return changed(node, at.subList(0, at.size() - 1), m -> {
            var entries = new LinkedHashMap<>(m.entries());
            entries.computeIfPresent(at.getLast(), (_, e) -> new Node.Entry(e.mark(), e.value() instanceof Node.Scalar s ? switch (s.type()) {
                case TRUTH -> new Node.Scalar(s.mark(), s.type(), s.text().equals("true") ? "false" : "true");
                case WHOLE -> new Node.Scalar(s.mark(), s.type(), s.text() + "7");
                case TEXT, DECIMAL, NOTHING -> Node.Scalar.text(s.mark(), s.text() + "x");
            } : e.value()));
            return new Node.Mapping(m.mark(), entries);
        });
    }

    private static String changed(Node node, List<String> at, UnaryOperator<Node.Mapping> change) {
        return written(replaced(node, at, change));
    }

    private static Node replaced(Node node, List<String> at, UnaryOperator<Node.Mapping> change) {
        if (at.isEmpty()) {
            return change.apply((Node.Mapping) node);
        }
        var rest = at.subList(1, at.size());
        if (node instanceof Node.Sequence sequence) {
            var items = new ArrayList<>(sequence.items());
            items.replaceAll(i -> i == sequence.items().get(Integer.parseInt(at.getFirst())) ? replaced(i, rest, change) : i);
            return new Node.Sequence(sequence.mark(), items);
        }
        var mapping = (Node.Mapping) node;
        var entries = new LinkedHashMap<>(mapping.entries());
        entries.computeIfPresent(at.getFirst(), (_, e) -> new Node.Entry(e.mark(), replaced(e.value(), rest, change)));
        return new Node.Mapping(mapping.mark(), entries);
    }

    /// As JSON, which is YAML; plain scalars stay plain.
    private static String written(Node node) {
        return switch (node) {
            case Node.Scalar s -> s.type() == Node.Scalar.Type.TEXT ? quoted(s.text()) : s.isNothing() ? "null" : s.text();
            case Node.Tagged t -> t.tag() + " " + written(t.node());
            case Node.Sequence s -> s.items().stream().map(Trees::written).collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping m -> m.entries().entrySet().stream().map(e -> quoted(e.getKey()) + ": " + written(e.getValue().value())).collect(Collectors.joining(",\n", "{", "}"));
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
