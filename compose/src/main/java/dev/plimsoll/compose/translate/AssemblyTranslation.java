package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Keys;
import dev.plimsoll.compose.key.Place;
import dev.plimsoll.compose.route.Routes;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Places;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A merged compose tree to an assembly and the configs and secrets it uses.
public final class AssemblyTranslation {
    /// Where a compose file says what only Plimsoll knows.
    private static final String OWN = "x-plimsoll";

    private final Scene scene;
    private final Places places = new Places();

    public AssemblyTranslation(Scene scene) {
        this.scene = scene;
    }

    /// What the assembly is called when its files say nothing: the name given by hand, or the folder's; empty when neither has a letter or digit.
    public static String name(Scene scene) {
        var given = scene.request().assembly();
        return Names.toLabel(given.isEmpty() ? folderName(scene) : given);
    }

    /// Where the components stand, once they are translated.
    public Places places() {
        return places;
    }

    /// The resources; none when there is no assembly to make, and the findings say why.
    public List<Resource> resources(Node.Mapping tree) {
        var old = ofVersionOne(tree);
        if (old.isPresent()) {
            scene.findings().error(tree.mark(), Trail.ROOT.to(old.get()), "VersionOne", "this file is of version 1, in which services stand at the top",
                Optional.of("write services: at the top and move everything else to the right, below it; net is called network_mode now, log_driver logging.driver"));
            return List.of();
        }
        var root = new Section(tree, Trail.ROOT, scene.findings(), Keys.specified(scene.dialect())).checked(Place.FILE);
        var name = name(root);
        if (root.node("services").isEmpty()) {
            if (!scene.findings().hasErrors() && scene.asked().needs().nothing()) {
                scene.findings().error(tree.mark(), Trail.ROOT.to("services"), "NoServices", "there are no services");
            }
            return List.of();
        }
        var cluster = cluster(root);
        var services = new Services(scene.request().profiles(), name.orElse("assembly"), root);
        var networks = SharedParts.networks(root);
        var volumes = SharedParts.volumes(root);
        var neighbours = services.neighbours(networks.keySet(), volumes.keySet());
        Whereabouts.of(tree, "assembly/" + name.orElse("assembly"), neighbours.components(), places);
        var contents = new Contents(scene, name.orElse("assembly"), root);
        var translation = new ServiceTranslation(scene.on(cluster), neighbours, contents, services.enabled());
        var components = new LinkedHashMap<String, ComponentSpec>();
        services.enabled().forEach((service, section) -> translation.component(service, section)
            .ifPresent(c -> components.put(neighbours.components().get(service), c)));
        contents.lookAtUnused();
        NetworkLenders.count(components, services.enabled(), neighbours);
        Cycles.check(components, root);
        var routes = new Routings(scene, name.orElse("assembly"), components).of(services.enabled(), neighbours);
        translation.portsInto(routes);
        new Balancers(new BalancerTargets(name.orElse("assembly"), services.enabled(), neighbours.components(), root), routes).read(root);
        Drains.into(routes, services.enabled(), neighbours.components());
        return name.map(n -> resources(n, cluster, SharedParts.used(components, networks, volumes).withRoutes(routes.specs()), contents, routes)).orElse(List.of());
    }

    /// The first service of a file of version 1, which had its services at the top.
    private static Optional<String> ofVersionOne(Node.Mapping tree) {
        return tree.get("services").isPresent() ? Optional.empty() : tree.entries().entrySet().stream().filter(e -> !e.getKey().startsWith("x-") && e.getValue().value()
            instanceof Node.Mapping service && (service.get("image").isPresent() || service.get("build").isPresent())).map(Map.Entry::getKey).findFirst();
    }

    private List<Resource> resources(String name, Optional<String> cluster, Topology topology, Contents contents, Routes routes) {
        var spec = new AssemblySpec(Optional.empty(), Map.of(), Optional.empty(), topology, List.of(), scene.dialect().word(), 0, cluster);
        var all = new ArrayList<>(contents.resources());
        all.addAll(Routings.secrets(routes, scene.request().project()));
        all.add(Resource.declared(Metadata.named(scene.request().project(), name), spec));
        return all;
    }

    /// The cluster given by hand, or that in the file. What is mistyped there is an error: it would run on this machine instead.
    private Optional<String> cluster(Section root) {
        var own = root.section(OWN).isPresent() ? root.named(OWN) : Map.<String, Section.Item>of();
        own.keySet().stream().filter(key -> !key.equals("cluster")).forEach(key -> root.error(OWN, "UnknownKey", "it has no " + Quote.of(key), "it takes cluster, the cluster that runs the assembly"));
        var written = root.section(OWN).flatMap(section -> section.text("cluster").flatMap(name -> section.made(() -> Names.requireLabel("cluster", name))));
        return scene.request().cluster().or(() -> written);
    }

    /// The name given by hand, that in the file, or the folder's.
    private Optional<String> name(Section root) {
        var given = scene.request().assembly();
        var written = !given.isEmpty() ? given : root.text("name").filter(n -> !n.isBlank()).orElseGet(() -> folderName(scene));
        var label = Names.toLabel(written);
        if (label.isEmpty()) {
            root.error("name", "InvalidName", "the assembly has no name", "write name: at the top of the file, or give one by hand");
            return Optional.empty();
        }
        if (!label.equals(written) && (root.has("name") || !given.isEmpty())) {
            root.warning("name", "Renamed", Quote.of(written) + " is no legal name; the assembly is called " + Quote.of(label), "");
        }
        return Optional.of(label);
    }

    private static String folderName(Scene scene) {
        if (!scene.request().fallback().isEmpty()) {
            return scene.request().fallback();
        }
        var folder = scene.request().folder() + "/" + scene.folder();
        var trimmed = folder.replaceAll("/+$", "");
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
