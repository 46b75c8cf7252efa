package dev.plimsoll.compose.stack;

import dev.plimsoll.compose.source.Lists;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A service of a stack in the shape of the Compose specification.
final class StackServices {
    private final Variables variables;
    private final Findings findings;

    StackServices(Variables variables, Findings findings) {
        this.variables = variables;
        this.findings = findings;
    }

    Node.Mapping specified(String stack, String name, Node.Mapping service) {
        var trail = Trail.ROOT.to("services").to(name);
        contradictions(service, trail);
        var places = new Places(stack + "_" + name, findings);
        var changed = Maps.changed(service, "env_file", StackServices::raw);
        changed = Maps.changed(changed, "environment", variables -> environment(variables, places, trail.to("environment")));
        changed = updates(changed);
        changed = Maps.changed(changed, "hostname", host -> host instanceof Node.Scalar scalar ? places.in(scalar, trail.to("hostname")) : host);
        changed = Maps.changed(changed, "volumes", volumes -> mounts(volumes, places, trail.to("volumes")));
        return names(changed, List.of(stack + "_" + name, "tasks." + name));
    }

    /// Files of variables are read as `docker run --env-file` reads them.
    private static Node raw(Node files) {
        var items = files instanceof Node.Sequence sequence ? sequence.items() : List.of(files);
        return new Node.Sequence(files.mark(), items.stream().map(item -> item instanceof Node.Scalar path
            ? Maps.with(Maps.with(Node.Mapping.empty(item.mark()), "path", path), "format", Node.Scalar.text(item.mark(), "raw")) : item).toList());
    }

    /// A variable without a value, or with an empty one, takes the caller's.
    private Node environment(Node written, Places places, Trail trail) {
        if (!(Lists.pairs(written) instanceof Node.Mapping map)) {
            return written;
        }
        var entries = new LinkedHashMap<>(map.entries());
        entries.replaceAll((name, entry) -> {
            if (!(entry.value() instanceof Node.Scalar value)) {
                return entry;
            }
            return value.text().isEmpty() && !value.isNothing()
                ? variables.value(name).<Node.Entry>map(v -> new Node.Entry(entry.mark(), Node.Scalar.text(value.mark(), v))).orElse(entry)
                : new Node.Entry(entry.mark(), places.in(value, trail.to(name)));
        });
        return new Node.Mapping(map.mark(), entries);
    }

    /// Swarm stops an instance before it starts the new one. An `update_config` that leaves things out means Swarm's own.
    private static Node.Mapping updates(Node.Mapping service) {
        var deploy = service.get("deploy").filter(d -> d instanceof Node.Mapping).map(d -> (Node.Mapping) d).orElseGet(() -> Node.Mapping.empty(service.mark()));
        var written = deploy.get("update_config").filter(u -> u instanceof Node.Mapping).map(u -> (Node.Mapping) u);
        var update = written.map(u -> Maps.otherwise(Maps.otherwise(u, "failure_action", "pause"), "monitor", "5s")).orElseGet(() -> Node.Mapping.empty(service.mark()));
        boolean other = service.get("deploy").filter(d -> !(d instanceof Node.Mapping) && !d.isNothing()).isPresent()
            || deploy.get("update_config").filter(u -> !(u instanceof Node.Mapping) && !u.isNothing()).isPresent();
        return other ? service : Maps.with(service, "deploy", Maps.with(deploy, "update_config", Maps.otherwise(update, "order", "stop-first")));
    }

    /// Host folders may have placeholders; volumes have them in their own names.
    private Node mounts(Node volumes, Places places, Trail trail) {
        if (!(volumes instanceof Node.Sequence sequence)) {
            return volumes;
        }
        var items = new ArrayList<Node>();
        for (int i = 0; i < sequence.items().size(); i++) {
            var item = sequence.items().get(i);
            var at = trail.to(i);
            items.add(item instanceof Node.Mapping map ? Maps.changed(map, "source", source -> source instanceof Node.Scalar text ? mount(text, places, at) : source)
                : item instanceof Node.Scalar text ? mount(text, places, at) : item);
        }
        return new Node.Sequence(volumes.mark(), items);
    }

    private Node.Scalar mount(Node.Scalar source, Places places, Trail trail) {
        if (!source.text().contains("{{") || source.text().startsWith("/") || source.text().startsWith(".") || source.text().startsWith("~")) {
            return places.in(source, trail);
        }
        findings.error(source.mark(), trail, "NotHonoured", "placeholders are not filled in here", Optional.of("write them into the volume's name: under volumes, as in name: data-{{.Task.Slot}}"));
        return source;
    }

    /// On each of its networks a service answers to its name in the stack and to `tasks.NAME`, which tells the addresses of all its instances.
    private static Node.Mapping names(Node.Mapping service, List<String> names) {
        var written = service.get("networks").filter(n -> !n.isNothing()).map(Lists::names).orElseGet(() -> Maps.with(Node.Mapping.empty(service.mark()), "default",
            Node.Scalar.nothing(service.mark())));
        if (!(written instanceof Node.Mapping networks)) {
            return service;
        }
        var entries = new LinkedHashMap<>(networks.entries());
        entries.replaceAll((_, entry) -> entry.value() instanceof Node.Mapping || entry.value().isNothing() ? new Node.Entry(entry.mark(), named(entry, names)) : entry);
        return Maps.with(service, "networks", new Node.Mapping(networks.mark(), entries));
    }

    private static Node.Mapping named(Node.Entry attachment, List<String> names) {
        var map = attachment.value() instanceof Node.Mapping m ? m : Node.Mapping.empty(attachment.mark());
        var aliases = new ArrayList<Node>(map.get("aliases").map(a -> a instanceof Node.Sequence s ? s.items() : List.of(a)).orElse(List.of()));
        names.forEach(name -> aliases.add(Node.Scalar.text(attachment.mark(), name)));
        return Maps.with(map, "aliases", new Node.Sequence(attachment.mark(), aliases));
    }

    private void contradictions(Node.Mapping service, Trail trail) {
        if (service.get("healthcheck").orElse(service) instanceof Node.Mapping check && check != service && check.get("test").isPresent()
            && check.get("disable").filter(d -> d instanceof Node.Scalar s && s.text().equals("true")).isPresent()) {
            findings.error(check.entries().get("disable").mark(), trail.to("healthcheck").to("disable"), "Contradiction", "a check has either a test or disable: true",
                Optional.of("remove one of them"));
        }
    }
}
