package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.route.Routes;
import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentSpec.PullPolicy;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Logging;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Placeholder;
import dev.plimsoll.model.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A service to a component.
final class ServiceTranslation {
    private final Scene scene;
    private final Neighbours neighbours;
    private final Contents contents;
    private final Map<String, Section> services;
    private final SwarmPorts swarmPorts;
    private int portsLeft = Ports.MOST_IN_ALL;

    /// @param services all enabled ones
    ServiceTranslation(Scene scene, Neighbours neighbours, Contents contents, Map<String, Section> services) {
        this.scene = scene;
        this.neighbours = neighbours;
        this.contents = contents;
        this.services = services;
        this.swarmPorts = new SwarmPorts(scene.dialect());
    }

    /// None when it cannot be a component; the findings say why.
    Optional<ComponentSpec> component(String name, Section service) {
        var deploys = new Deploys(service, scene.request().cluster().isEmpty());
        int replicas = deploys.replicas();
        var ports = swarmPorts.kept(neighbours.components().get(name), service, Ports.of(service, portsLeft), replicas);
        portsLeft -= ports.size();
        var isolation = Isolations.of(service);
        fixedPorts(service, ports, replicas, isolation);
        var attachments = Attachments.of(service, neighbours, names(name, service));
        fixedAddresses(service, attachments, replicas);
        var build = Builds.of(scene, service);
        return service.made(() -> new ComponentSpec(service.text("image").orElse(""), build, Optional.empty(), pull(service), Processes.of(service),
            Environments.of(scene, service), contents.variables(neighbours.components().get(name), service), Optional.empty(), ports, mounts(service), contents.files(service),
            attachments, Healths.of(service), Dependencies.of(service, neighbours), replicas, Allowances.of(service),
            deploys.restart(neighbours.awaited().contains(name)), deploys.update(replicas), isolation, logging(service), Environments.labels(scene, service), Probes.of(service),
            scene.dialect() == Dialect.RANCHER ? Groups.of(name, service, neighbours) : NetworkLenders.group(name, neighbours), false, deploys.placement())).map(spec -> scene.dialect() == Dialect.STACK ? spec.withPlaceholders(hasPlaces(spec)) : spec);
    }

    /// Placeholders are Swarm's; in other files such a text means itself.
    private static boolean hasPlaces(ComponentSpec spec) {
        return Stream.of(spec.environment().values().stream(), spec.isolation().hostname().stream(), spec.mounts().stream().filter(m -> m instanceof Mount.Bind).map(m -> ((Mount.Bind) m).source()))
            .flatMap(texts -> texts).anyMatch(Placeholder::occurs);
    }

    /// Routes for host ports that services share among their instances.
    void portsInto(Routes routes) {
        swarmPorts.into(routes);
    }

    /// In a Rancher pair volumes are borrowed within a group, when instances are made.
    private List<Mount> mounts(Section service) {
        var own = Mounts.of(scene, service, neighbours.volumes());
        return scene.dialect() == Dialect.RANCHER ? own : new Borrowed(scene, service, neighbours, services).with(own);
    }

    /// Names others may use besides the component's: the service's own when it had to be changed, its container name, links to it.
    private List<String> names(String name, Section service) {
        var names = new ArrayList<String>();
        var component = neighbours.components().get(name);
        if (!name.equals(component)) {
            names.add(name);
        }
        service.text("container_name").filter(c -> !c.equals(component) && !names.contains(c)).ifPresent(names::add);
        if (service.has("container_name")) {
            service.warning("container_name", "Approximated", "names of containers are computed; others reach it as "
                + Quote.of(service.text("container_name").orElse("")), "remove it");
        }
        neighbours.aliases().getOrDefault(name, List.of()).stream().filter(a -> !a.equals(component) && !names.contains(a)).forEach(names::add);
        return names;
    }

    private static void fixedPorts(Section service, List<Port> ports, int replicas, Isolation isolation) {
        if (isolation.namespaces().containsKey("network") && ports.stream().anyMatch(p -> p.published().isPresent())) {
            service.warning("ports", "NotHonoured", "with network_mode " + Quote.of(isolation.namespaces().get("network"))
                + " no port is published", "remove ports");
        }
        ports.stream().filter(p -> replicas > 1 && p.instances() < replicas).findFirst().ifPresent(port -> {
            int first = port.published().orElseThrow();
            service.error("ports", "FixedPort", replicas + " instances cannot share host port " + first,
                "give a range such as " + first + "-" + (first + replicas - 1) + ":" + port.target() + ", or no host port");
        });
    }

    private static void fixedAddresses(Section service, List<ComponentSpec.Attachment> attachments, int replicas) {
        if (replicas > 1 && attachments.stream().anyMatch(a -> a.ipv4().isPresent() || a.ipv6().isPresent() || a.mac().isPresent())) {
            service.error("networks", "FixedAddress", replicas + " instances cannot share one address", "remove the fixed address");
        }
    }

    private static PullPolicy pull(Section service) {
        var written = service.text("pull_policy").orElse("missing");
        return switch (written) {
            case "missing", "if_not_present" -> PullPolicy.MISSING;
            case "always" -> PullPolicy.ALWAYS;
            case "never" -> PullPolicy.NEVER;
            case "build" -> {
                if (!service.has("build")) {
                    service.error("pull_policy", "Contradiction", "there is no build to make the image with", "declare build");
                }
                yield PullPolicy.MISSING;
            }
            default -> {
                if (written.equals("daily") || written.equals("weekly") || written.startsWith("every_")) {
                    service.warning("pull_policy", "Approximated", "the image is looked for at each apply instead", "");
                    yield PullPolicy.ALWAYS;
                }
                service.error("pull_policy", "InvalidValue", Quote.of(written) + " is none of missing, always, never, build", "");
                yield PullPolicy.MISSING;
            }
        };
    }

    private static Optional<Logging> logging(Section service) {
        return service.section("logging", Place.LOGGING).map(s -> new Logging(s.text("driver").orElse("json-file"), s.pairs("options")));
    }
}
