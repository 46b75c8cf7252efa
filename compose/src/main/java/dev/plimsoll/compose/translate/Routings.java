package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.route.EntryPoints;
import dev.plimsoll.compose.route.Label;
import dev.plimsoll.compose.route.LabelRoutes;
import dev.plimsoll.compose.route.Labelled;
import dev.plimsoll.compose.route.Routes;
import dev.plimsoll.compose.source.EnvFile;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Traffic from outside: what labels say of it. The labels stay on the containers, where a Traefik of the project's own may look for them; but for those with hashes of
/// passwords, which are nobody's business.
final class Routings {
    private static final String PREFIX = "traefik.";

    private final Scene scene;
    private final Map<String, ComponentSpec> components;
    private final Routes routes;

    /// @param assembly   name of the assembly
    /// @param components by name; their labels lose what must not be seen
    Routings(Scene scene, String assembly, Map<String, ComponentSpec> components) {
        this.scene = scene;
        this.components = components;
        this.routes = new Routes(assembly, scene.findings());
    }

    /// @param enabled    sections by service
    /// @param neighbours names of components
    Routes of(Map<String, Section> enabled, Neighbours neighbours) {
        var labelled = new ArrayList<Labelled>();
        enabled.forEach((service, section) -> {
            var component = neighbours.components().get(service);
            StrangeLabels.look(scene.dialect(), section);
            var labels = labels(section);
            if (!labels.isEmpty() && components.containsKey(component)) {
                var ports = components.get(component).ports().stream().filter(p -> p.protocol().equals("tcp")).map(Port::target).toList();
                labelled.add(new Labelled(service, component, labels, ports, section.mark(), section.trail()));
                hide(component, labels);
            }
        });
        LabelRoutes.into(routes, labelled, EntryPoints.of(components.values()), scene.dialect());
        enabled.forEach((service, section) -> {
            if (!routes.specs().isEmpty() && components.containsKey(neighbours.components().get(service)) && EntryPoints.isTraefik(components.get(neighbours.components().get(service)))) {
                section.findings().notice(section.mark(), section.trail(), "OwnProxy", "this is a Traefik of the project's own, which serves these labels by itself; "
                    + "the same routes are declared for Plimsoll's ingress");
            }
        });
        return routes;
    }

    /// The secrets that hold the users of routes.
    static List<Resource> secrets(Routes routes, String project) {
        var secrets = new ArrayList<Resource>();
        routes.users().forEach((name, users) -> secrets.add(Resource.declared(Metadata.named(project, name), new SecretSpec(users))));
        return secrets;
    }

    /// Labels that routes are read from. In a Swarm, Traefik looks at the service's, which stand under `deploy`.
    private List<Label> labels(Section service) {
        var all = new LinkedHashMap<String, Label>();
        var own = new LinkedHashMap<String, Label>();
        service.items("label_file").forEach(item -> file(item, own));
        written(service, own);
        service.section("deploy").ifPresent(deploy -> written(deploy, all));
        if (scene.dialect() == Dialect.STACK) {
            own.values().stream().filter(l -> !all.containsKey(l.name())).findFirst().ifPresent(l -> scene.findings().warning(l.mark(), l.trail(), "NotHonoured",
                "in a Swarm, Traefik looks at labels under deploy, not at those of containers", java.util.Optional.of("move it to deploy.labels")));
        } else {
            all.putAll(own);
        }
        return List.copyOf(all.values());
    }

    private static void written(Section section, Map<String, Label> into) {
        var trail = section.trail().to("labels");
        switch (section.node("labels").orElse(null)) {
            case Node.Mapping map -> map.entries().forEach((name, entry) -> {
                if (isOurs(name) && entry.value() instanceof Node.Scalar value) {
                    into.put(name, new Label(name, value.text(), entry.mark(), trail.to(name)));
                }
            });
            case Node.Sequence list -> list.items().forEach(item -> {
                if (item instanceof Node.Scalar scalar && isOurs(scalar.text())) {
                    int equals = scalar.text().indexOf('=');
                    var name = (equals < 0 ? scalar.text() : scalar.text().substring(0, equals)).strip();
                    into.put(name, new Label(name, equals < 0 ? "" : scalar.text().substring(equals + 1), item.mark(), trail.to(name)));
                }
            });
            case null, default -> { }
        }
    }

    private void file(Section.Item item, Map<String, Label> into) {
        if (item.node() instanceof Node.Scalar path) {
            scene.file(path.text(), item.node().mark(), item.trail()).ifPresent(text -> EnvFile.values(path.text(), text, scene.scope(), scene.findings()).forEach((name, value) -> {
                if (isOurs(name)) {
                    into.put(name, new Label(name, value, item.node().mark(), item.trail().to(name)));
                }
            }));
        }
    }

    private static boolean isOurs(String label) {
        return label.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    private void hide(String component, List<Label> labels) {
        var spec = components.get(component);
        var shown = new LinkedHashMap<>(spec.labels());
        if (shown.keySet().removeIf(Label::holdsHashes)) {
            labels.stream().filter(l -> Label.holdsHashes(l.name())).forEach(l -> scene.findings().notice(l.mark(), l.trail(), "Sealed", "hashes of passwords stay out of the container's labels, "
                + "which everybody could read; a route keeps them in a secret"));
            components.put(component, spec.withLabels(shown));
        }
    }
}
