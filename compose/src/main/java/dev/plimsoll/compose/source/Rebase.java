package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Makes the relative paths of a file from another folder relative to the project's folder.
final class Rebase {
    private final String prefix;

    private Rebase(String prefix) {
        this.prefix = prefix;
    }

    /// A whole included project.
    static Node.Mapping project(Node.Mapping document, String from, String to) {
        var rebase = new Rebase(between(from, to));
        return rebase.prefix.isEmpty() ? document : rebase.each(document, Map.of("services", rebase.values(rebase::service), "configs", rebase.values(rebase::file),
            "secrets", rebase.values(rebase::file)));
    }

    /// One service taken from another file.
    static Node.Mapping service(Node.Mapping service, String from, String to) {
        var rebase = new Rebase(between(from, to));
        return rebase.prefix.isEmpty() ? service : (Node.Mapping) rebase.service(service);
    }

    /// How to get from folder `to` to folder `from`; empty when they are the same.
    static String between(String from, String to) {
        if (from.equals(to)) {
            return "";
        }
        var there = names(from);
        var here = names(to);
        int shared = 0;
        while (shared < Math.min(there.size(), here.size()) && there.get(shared).equals(here.get(shared))) {
            shared++;
        }
        var way = new ArrayList<String>();
        for (int i = shared; i < here.size(); i++) {
            way.add("..");
        }
        way.addAll(there.subList(shared, there.size()));
        return "./" + String.join("/", way);
    }

    private static List<String> names(String folder) {
        return folder.isEmpty() ? List.of() : Arrays.asList(folder.split("/"));
    }

    private Node service(Node service) {
        return service instanceof Node.Mapping mapping ? each(mapping, Map.of("env_file", this::paths, "label_file", this::paths, "build", this::build,
            "volumes", this::mounts)) : service;
    }

    private Node file(Node declared) {
        return declared instanceof Node.Mapping mapping ? each(mapping, Map.of("file", this::path)) : declared;
    }

    private Node build(Node build) {
        return build instanceof Node.Mapping mapping ? each(mapping, Map.of("context", this::context)) : context(build);
    }

    private Node context(Node node) {
        return node instanceof Node.Scalar scalar && !scalar.text().contains("://") && !scalar.text().startsWith("git@") ? path(node) : node;
    }

    private Node paths(Node node) {
        return switch (node) {
            case Node.Scalar _ -> path(node);
            case Node.Sequence sequence -> new Node.Sequence(node.mark(), sequence.items().stream().map(this::paths).toList());
            case Node.Mapping mapping -> each(mapping, Map.of("path", this::path));
            case Node.Tagged tagged -> new Node.Tagged(tagged.mark(), tagged.tag(), paths(tagged.node()));
        };
    }

    private Node mounts(Node node) {
        if (!(node instanceof Node.Sequence sequence)) {
            return node;
        }
        return new Node.Sequence(node.mark(), sequence.items().stream().map(item -> switch (item) {
            case Node.Scalar scalar -> scalar.text().startsWith(".") ? Node.Scalar.text(item.mark(), joined(scalar.text())) : item;
            case Node.Mapping mapping when mapping.get("type").filter(t -> t instanceof Node.Scalar s && s.text().equals("bind")).isPresent() ->
                each(mapping, Map.of("source", this::path));
            case Node.Mapping _, Node.Sequence _, Node.Tagged _ -> item;
        }).toList());
    }

    private Node path(Node node) {
        return node instanceof Node.Scalar scalar && !scalar.isNothing() && !scalar.text().startsWith("/") && !scalar.text().startsWith("~")
            ? Node.Scalar.text(node.mark(), joined(scalar.text())) : node;
    }

    private String joined(String path) {
        return prefix + "/" + path;
    }

    private UnaryOperator<Node> values(UnaryOperator<Node> change) {
        return node -> {
            if (!(node instanceof Node.Mapping mapping)) {
                return node;
            }
            var entries = new LinkedHashMap<>(mapping.entries());
            entries.replaceAll((name, entry) -> new Node.Entry(entry.mark(), change.apply(entry.value())));
            return new Node.Mapping(mapping.mark(), entries);
        };
    }

    private Node.Mapping each(Node.Mapping mapping, Map<String, UnaryOperator<Node>> changes) {
        var entries = new LinkedHashMap<>(mapping.entries());
        entries.replaceAll((name, entry) -> changes.containsKey(name) ? new Node.Entry(entry.mark(), changes.get(name).apply(entry.value())) : entry);
        return new Node.Mapping(mapping.mark(), entries);
    }
}
