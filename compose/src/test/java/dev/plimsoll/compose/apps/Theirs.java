package dev.plimsoll.compose.apps;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// What `docker-compose config` or `docker stack config` made of an application, as texts by field, in the words of [Ours].
final class Theirs {
    private Theirs() {}

    static TreeMap<String, Map<String, String>> of(App app) throws IOException, InterruptedException {
        var document = Tree.of(Yaml.read("config", printed(app), new Findings()).getFirst());
        var all = new TreeMap<String, Map<String, String>>();
        document.get("services").each((name, service) -> all.put(name, new TheirService(service, !app.isStack()).fields()));
        document.get("networks").each((name, network) -> all.put("network " + name, new TreeMap<>(Map.of("external", network.get("external").text("false"),
            "driver", network.get("driver").text(""), "internal", network.get("internal").text("false"), "attachable", network.get("attachable").text("false"),
            "subnets", network.get("ipam").get("config").items().stream().map(c -> c.get("subnet").text("")).toList().toString()))));
        document.get("volumes").each((name, volume) -> all.put("volume " + name, new TreeMap<>(Map.of("external", volume.get("external").text("false"),
            "driver", volume.get("driver").text("")))));
        return all;
    }

    /// Whether the tool an application was written for is there: `docker stack config` came after version 20.10, which some systems have.
    static boolean canTell(App app) throws IOException, InterruptedException {
        return !app.isStack() || printed(app, List.of("docker", "stack", "--help")).contains("  config ");
    }

    private static String printed(App app) throws IOException, InterruptedException {
        return printed(app, app.isStack() ? List.of("docker", "stack", "config", "-c", app.file()) : List.of("docker-compose", "-f", app.file(), "config"));
    }

    private static String printed(App app, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(app.folder().toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().putAll(App.VARIABLES);
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " refuses " + app);
        }
        return text;
    }

    /// A node that may not be there.
    record Tree(Node node) {
        static Tree of(Node node) {
            return new Tree(node);
        }

        boolean there() {
            return node != null && !node.isNothing();
        }

        Tree get(String key) {
            return new Tree(node instanceof Node.Mapping m ? m.get(key).orElse(null) : null);
        }

        void each(BiConsumer<String, Tree> taker) {
            if (node instanceof Node.Mapping m) {
                m.entries().forEach((key, entry) -> taker.accept(key, of(entry.value())));
            }
        }

        List<Tree> items() {
            return node instanceof Node.Sequence s ? s.items().stream().map(Tree::of).toList() : node instanceof Node.Scalar && there() ? List.of(this) : List.of();
        }

        List<String> texts() {
            return new ArrayList<>(items().stream().map(i -> i.text("")).toList());
        }

        /// A map, or a list of NAME=VALUE.
        Map<String, String> pairs(String separator) {
            var pairs = new LinkedHashMap<String, String>();
            each((key, value) -> pairs.put(key, value.there() ? value.text("") : null));
            if (node instanceof Node.Sequence) {
                texts().forEach(t -> pairs.put(t.split(separator, 2)[0], t.contains(separator) ? t.split(separator, 2)[1] : ""));
            }
            return pairs;
        }

        boolean isText() {
            return node instanceof Node.Scalar;
        }

        String text(String otherwise) {
            return node instanceof Node.Scalar s && !s.isNothing() ? s.text() : otherwise;
        }
    }
}
