package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts one tree over another by the merge rules of the Compose specification: maps are merged, lists appended without repeating, the rest
/// replaced; [Rule] has the exceptions. A value tagged `!reset` takes away what lies below it, `!override` replaces it whole.
public final class Merge {
    static final String RESET = "!reset";
    static final String OVERRIDE = "!override";

    private Merge() {}

    /// Whole files over each other, the lowest first. All at once: one after the other, each would copy everything below it.
    static Node.Mapping files(List<Node.Mapping> layers) {
        return maps(layers, "");
    }

    /// A service over the one it extends.
    static Node.Mapping services(Node.Mapping below, Node.Mapping above) {
        return maps(List.of(below, above), "services.*");
    }

    /// The tree without the two tags, which mean nothing where nothing lies below.
    static Node clean(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Tagged tagged when tagged.tag().equals(OVERRIDE) -> clean(tagged.node());
            case Node.Tagged tagged when tagged.tag().equals(RESET) -> Node.Scalar.nothing(tagged.mark());
            case Node.Tagged tagged -> tagged;
            case Node.Sequence sequence -> cleanList(sequence);
            case Node.Mapping mapping -> cleanMap(mapping);
        };
    }

    private static Node.Sequence cleanList(Node.Sequence sequence) {
        boolean same = true;
        var items = new ArrayList<Node>(sequence.items().size());
        for (var item : sequence.items()) {
            var cleaned = clean(item);
            same &= cleaned == item;
            if (!isReset(item)) {
                items.add(cleaned);
            }
        }
        return same ? sequence : new Node.Sequence(sequence.mark(), items);
    }

    private static Node.Mapping cleanMap(Node.Mapping mapping) {
        LinkedHashMap<String, Node.Entry> entries = null;
        for (var entry : mapping.entries().entrySet()) {
            var value = entry.getValue().value();
            var cleaned = clean(value);
            if (cleaned == value) {
                continue;
            }
            // Nearly all maps hold no tag and stay as they are.
            entries = entries == null ? new LinkedHashMap<>(mapping.entries()) : entries;
            if (isReset(value)) {
                entries.remove(entry.getKey());
            } else {
                entries.put(entry.getKey(), new Node.Entry(entry.getValue().mark(), cleaned));
            }
        }
        return entries == null ? mapping : new Node.Mapping(mapping.mark(), entries);
    }

    private static boolean isReset(Node node) {
        return node instanceof Node.Tagged tagged && tagged.tag().equals(RESET);
    }

    /// What a reset takes away are the layers below it; in the lowest there is nothing to take.
    private static Node.Mapping maps(List<Node.Mapping> layers, String path) {
        var written = new LinkedHashMap<String, List<Node.Entry>>();
        for (int i = 0; i < layers.size(); i++) {
            boolean lowest = i == 0;
            layers.get(i).entries().forEach((name, entry) -> {
                if (!lowest && isReset(entry.value())) {
                    written.remove(name);
                } else {
                    written.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(entry);
                }
            });
        }
        var merged = new LinkedHashMap<String, Node.Entry>();
        written.forEach((name, entries) -> merged.put(name, entries.size() == 1 ? entries.getFirst()
            : new Node.Entry(entries.getLast().mark(), values(entries.stream().map(Node.Entry::value).toList(), Rule.step(path, name)))));
        return new Node.Mapping(layers.getLast().mark(), merged);
    }

    private static Node values(List<Node> layers, String path) {
        if (Rule.at(path) == Rule.USUAL && layers.stream().allMatch(l -> l instanceof Node.Mapping)) {
            return maps(layers.stream().map(l -> (Node.Mapping) l).toList(), path);
        }
        return layers.stream().reduce((below, above) -> values(below, above, path)).orElseThrow();
    }

    private static Node values(Node below, Node above, String path) {
        if (above instanceof Node.Tagged tagged && tagged.tag().equals(OVERRIDE)) {
            return tagged.node();
        }
        var under = below instanceof Node.Tagged tagged && tagged.tag().equals(OVERRIDE) ? tagged.node() : below;
        if (above.isNothing()) {
            return under;
        }
        return switch (Rule.at(path)) {
            case REPLACED -> above;
            case PAIRS -> both(Lists.pairs(under), Lists.pairs(above), path, under, above);
            case NAMES -> both(Lists.names(under), Lists.names(above), path, under, above);
            case BUILD -> both(Lists.build(under), Lists.build(above), path, under, above);
            case SET -> keyed(under, above, node -> node instanceof Node.Scalar s ? s.text() : node.toString());
            case BY_TARGET -> keyed(under, above, Lists::target);
            case BY_PORT -> keyed(under, above, Lists::port);
            case LOGGING -> sameDriver(under, above) ? usual(under, above, path) : above;
            case USUAL -> usual(under, above, path);
        };
    }

    private static Node both(Node below, Node above, String path, Node writtenBelow, Node writtenAbove) {
        return below instanceof Node.Mapping b && above instanceof Node.Mapping a ? maps(List.of(b, a), path) : usual(writtenBelow, writtenAbove, path);
    }

    private static Node usual(Node below, Node above, String path) {
        if (below instanceof Node.Mapping b && above instanceof Node.Mapping a) {
            return maps(List.of(b, a), path);
        }
        if (below instanceof Node.Sequence && above instanceof Node.Sequence) {
            return keyed(below, above, node -> node instanceof Node.Scalar s ? s.text() : node.toString());
        }
        return above;
    }

    /// Appends; an item of the same key replaces the earlier one in its place.
    private static Node keyed(Node below, Node above, java.util.function.Function<Node, String> key) {
        var items = new LinkedHashMap<String, Node>();
        for (var side : List.of(below, above)) {
            for (var item : side instanceof Node.Sequence sequence ? sequence.items() : List.of(side)) {
                if (isReset(item)) {
                    items.remove(key.apply(((Node.Tagged) item).node()));
                } else {
                    items.put(key.apply(item), item);
                }
            }
        }
        return new Node.Sequence(above.mark(), new ArrayList<>(items.values()));
    }

    private static boolean sameDriver(Node below, Node above) {
        return driver(below).isEmpty() || driver(above).isEmpty() || driver(below).equals(driver(above));
    }

    private static String driver(Node node) {
        return node instanceof Node.Mapping m && m.get("driver").orElse(node) instanceof Node.Scalar s ? s.text() : "";
    }

    /// What is done where both sides have a value.
    private enum Rule {
        USUAL, REPLACED, PAIRS, NAMES, BUILD, SET, BY_TARGET, BY_PORT, LOGGING;

        private static final Map<String, Rule> AT = new LinkedHashMap<>();

        static {
            put("services.*.", PAIRS, "environment", "labels", "annotations", "sysctls", "build.args", "build.labels", "build.additional_contexts", "deploy.labels");
            put("services.*.", REPLACED, "command", "entrypoint", "healthcheck.test", "extends");
            put("services.*.", NAMES, "networks", "depends_on");
            put("services.*.", SET, "dns", "dns_opt", "dns_search", "tmpfs", "env_file", "extra_hosts", "expose", "cap_add", "cap_drop", "label_file", "profiles");
            put("services.*.", BY_TARGET, "volumes", "devices", "configs", "secrets");
            put("services.*.", BY_PORT, "ports");
            put("services.*.", LOGGING, "logging");
            put("services.*.", BUILD, "build");
            put("networks.*.", PAIRS, "labels");
            put("volumes.*.", PAIRS, "labels");
        }

        private static void put(String prefix, Rule rule, String... names) {
            for (var name : names) {
                AT.put(prefix + name, rule);
            }
        }

        static Rule at(String path) {
            return path.startsWith("services.*.ulimits.") ? REPLACED : AT.getOrDefault(path, USUAL);
        }

        /// Names that people choose are `*` in paths.
        static String step(String path, String name) {
            return switch (path) {
                case "" -> name;
                case "services", "networks", "volumes", "configs", "secrets" -> path + ".*";
                default -> path + "." + name;
            };
        }
    }
}
