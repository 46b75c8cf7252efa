package dev.plimsoll.compose.stack;

import dev.plimsoll.compose.source.Lists;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Lays a stack file over another as `docker stack deploy -c a -c b` does. Services are merged: maps by key, lists appended as they are, the rest
/// replaced, but never by an empty text or `false`. Networks, volumes, configs and secrets of the later file replace those of the earlier
/// one whole. Source: `cli/compose/loader/merge.go` of the Docker CLI, and its `stack config`, which shows what comes out.
///
/// In two things we are kinder, because nobody means it: there, the words of a health check's test are appended to those before, and ports that are
/// not published replace each other.
final class StackMerge {
    private static final Set<String> PAIRS = Set.of("environment", "labels", "deploy.labels", "sysctls", "extra_hosts");
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "healthcheck.test", "networks.*.aliases");

    private final Findings findings;

    StackMerge(Findings findings) {
        this.findings = findings;
    }

    Node.Mapping files(Node.Mapping below, Node.Mapping above) {
        return maps(below, above, (name, under, over) -> switch (name) {
            case "services" -> each(under, over, (service, u, o) -> u instanceof Node.Mapping a && o instanceof Node.Mapping b
                ? service(a, b, Trail.ROOT.to("services").to(service)) : o);
            case "networks", "volumes", "configs", "secrets" -> each(under, over, (_, _, o) -> o);
            default -> over;
        });
    }

    /// What becomes of two values of one name.
    @FunctionalInterface
    private interface Both {
        Node of(String name, Node below, Node above);
    }

    private Node.Mapping service(Node.Mapping below, Node.Mapping above, Trail trail) {
        return maps(below, above, (key, under, over) -> value(key, trail.to(key), under, over));
    }

    private Node value(String path, Trail trail, Node below, Node above) {
        if (above.isNothing() || REPLACED.contains(path) && isEmpty(above)) {
            return below;
        }
        if (PAIRS.contains(path)) {
            return each(Lists.pairs(below), Lists.pairs(above), (_, _, over) -> over);
        }
        if (REPLACED.contains(path) || path.startsWith("ulimits.")) {
            return above;
        }
        return switch (path) {
            case "ports" -> keyed(below, above, StackMerge::published);
            case "volumes" -> keyed(below, above, Lists::target);
            case "configs", "secrets" -> keyed(below, above, StackMerge::source);
            case "networks" -> each(Lists.names(below), Lists.names(above), (name, under, over) -> value("networks.*", trail.to(name), under, over));
            case "logging" -> sameDriver(below, above) ? usual(path, trail, below, above) : above;
            default -> usual(path, trail, below, above);
        };
    }

    private Node usual(String path, Trail trail, Node below, Node above) {
        if (below instanceof Node.Mapping under && above instanceof Node.Mapping over) {
            return maps(under, over, (name, u, o) -> value(path + "." + name, trail.to(name), u, o));
        }
        if (below instanceof Node.Sequence || above instanceof Node.Sequence) {
            var items = new ArrayList<>(items(below));
            items.addAll(items(above));
            return new Node.Sequence(above.mark(), items);
        }
        if (above instanceof Node.Scalar scalar && (scalar.text().isEmpty() || scalar.text().equals("false")) && !below.equals(above)) {
            findings.notice(above.mark(), trail, "NotUnset", "an empty value or false does not take back what an earlier stack file says");
            return below;
        }
        return above;
    }

    private static Node each(Node below, Node above, Both both) {
        return below instanceof Node.Mapping under && above instanceof Node.Mapping over ? maps(under, over, both) : above.isNothing() ? below : above;
    }

    private static Node.Mapping maps(Node.Mapping below, Node.Mapping above, Both both) {
        var merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((name, entry) -> merged.merge(name, entry, (under, over) ->
            new Node.Entry(over.mark(), both.of(name, under.value(), over.value()))));
        return new Node.Mapping(above.mark(), merged);
    }

    /// Appends; an item of the same key replaces the earlier one in its place.
    private static Node keyed(Node below, Node above, Function<Node, String> key) {
        var items = new LinkedHashMap<String, Node>();
        items(below).forEach(item -> items.put(key.apply(item), item));
        items(above).forEach(item -> items.put(key.apply(item), item));
        return new Node.Sequence(above.mark(), new ArrayList<>(items.values()));
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
    }

    private static String published(Node port) {
        if (port instanceof Node.Mapping map) {
            return text(map, "published").map(p -> "published " + p).orElseGet(() -> "target " + text(map, "target").orElse("")) + "/" + text(map, "protocol").orElse("tcp");
        }
        var words = port instanceof Node.Scalar scalar ? scalar.text().split("/", 2) : new String[] {port.toString()};
        int colon = words[0].lastIndexOf(':');
        var host = colon < 0 ? "" : words[0].substring(words[0].lastIndexOf(':', colon - 1) + 1, colon);
        return (host.isEmpty() ? "target " + words[0] : "published " + host) + "/" + (words.length > 1 ? words[1] : "tcp");
    }

    private static String source(Node file) {
        return file instanceof Node.Mapping map ? text(map, "source").orElse("") : file instanceof Node.Scalar scalar ? scalar.text() : file.toString();
    }

    private static boolean sameDriver(Node below, Node above) {
        var under = below instanceof Node.Mapping map ? text(map, "driver") : Optional.<String>empty();
        var over = above instanceof Node.Mapping map ? text(map, "driver") : Optional.<String>empty();
        return under.isEmpty() || over.isEmpty() || under.equals(over);
    }

    private static boolean isEmpty(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().isEmpty() || node instanceof Node.Sequence sequence && sequence.items().isEmpty();
    }

    private static Optional<String> text(Node.Mapping map, String key) {
        return map.get(key).filter(n -> n instanceof Node.Scalar).map(n -> ((Node.Scalar) n).text());
    }
}
