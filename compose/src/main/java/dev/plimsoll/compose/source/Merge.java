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

    /// A whole file over another.
    static Node.Mapping files(Node.Mapping below, Node.Mapping above) {
        return maps(below, above, "");
    }

    /// A service over the one it extends.
    static Node.Mapping services(Node.Mapping below, Node.Mapping above) {
        return maps(below, above, "services.*");
    }

    /// The tree without the two tags, which mean nothing where nothing lies below.
    static Node clean(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Tagged tagged when tagged.tag().equals(OVERRIDE) -> clean(tagged.node());
            case Node.Tagged tagged when tagged.tag().equals(RESET) -> Node.Scalar.nothing(tagged.mark());
            case Node.Tagged tagged -> tagged;
            case Node.Sequence sequence -> {
                var items = sequence.items().stream().filter(i -> !isReset(i)).map(Merge::clean).toList();
                yield items.equals(sequence.items()) ? sequence : new Node.Sequence(sequence.mark(), items);
            }
            case Node.Mapping mapping -> cleanMap(mapping);
        };
    }

    private static Node.Mapping cleanMap(Node.Mapping mapping) {
        boolean same = true;
        var entries = new LinkedHashMap<String, Node.Entry>();
        for (var entry : mapping.entries().entrySet()) {
            var value = entry.getValue().value();
            if (isReset(value)) {
                same = false;
                continue;
            }
            var cleaned = clean(value);
            same &= cleaned == value;
            entries.put(entry.getKey(), cleaned == value ? entry.getValue() : new Node.Entry(entry.getValue().mark(), cleaned));
        }
        return same ? mapping : new Node.Mapping(mapping.mark(), entries);
    }

    private static boolean isReset(Node node) {
        return node instanceof Node.Tagged tagged && tagged.tag().equals(RESET);
    }

    private static Node.Mapping maps(Node.Mapping below, Node.Mapping above, String path) {
        var merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((name, entry) -> {
            var under = merged.get(name);
            if (isReset(entry.value())) {
                merged.remove(name);
            } else if (under == null) {
                merged.put(name, entry);
            } else {
                merged.put(name, new Node.Entry(entry.mark(), values(under.value(), entry.value(), Rule.step(path, name))));
            }
        });
        return new Node.Mapping(above.mark(), merged);
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
        return below instanceof Node.Mapping b && above instanceof Node.Mapping a ? maps(b, a, path) : usual(writtenBelow, writtenAbove, path);
    }

    private static Node usual(Node below, Node above, String path) {
        if (below instanceof Node.Mapping b && above instanceof Node.Mapping a) {
            return maps(b, a, path);
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
