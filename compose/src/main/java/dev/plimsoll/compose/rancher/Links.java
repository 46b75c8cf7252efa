package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `links` and alias services: names under which services know each other. In Rancher an alias was known to the linking service only; on a network a name
/// means the same to everybody, so two meanings of one name are an error here.
final class Links {
    /// Names that a service answers to besides its own, until all are known.
    static final String FURTHER = "further_names";
    private static final int DEEPEST = 16;

    private final Parts parts;
    /// Services by the further name they answer to.
    private final Map<String, Named> names = new LinkedHashMap<>();
    private final Map<String, Set<String>> aliases = new LinkedHashMap<>();

    Links(Parts parts) {
        this.parts = parts;
    }

    /// Who first gave a name its meaning.
    private record Named(Set<String> targets, Mark mark) {}

    static String target(String link) {
        int colon = link.indexOf(':');
        return (colon < 0 ? link : link.substring(0, colon)).strip();
    }

    void resolve() {
        parts.aliases().values().forEach(alias -> {
            if (alias.items("links").isEmpty() && !alias.has("external_links")) {
                alias.error("links", "InvalidValue", "an alias stands for no service", "name the services under links");
            }
            alias.items("links").forEach(l -> known(alias, l));
            external(alias);
            name(alias, alias.name(), new Named(targets(alias.name(), 0), alias.mark()));
        });
        parts.containers().values().forEach(this::links);
        new LinkOrder(parts).drop();
        parts.containers().values().forEach(service -> {
            service.items(FURTHER).forEach(n -> aliases.computeIfAbsent(service.name(), _ -> new LinkedHashSet<>()).add(n.text()));
            service.remove(FURTHER);
        });
        aliases.forEach((service, further) -> answer(parts.containers().get(service), further));
    }

    private void links(Draft service) {
        external(service);
        var waits = new ArrayList<String>();
        for (var link : service.items("links")) {
            if (!known(service, link)) {
                continue;
            }
            var target = target(link.text());
            var alias = link.text().contains(":") ? link.text().substring(link.text().indexOf(':') + 1).strip() : target;
            var targets = targets(target, 0);
            if (!alias.equals(target)) {
                name(service, alias, new Named(targets, link.mark()));
            }
            balancer(service, target, link.mark());
            onHost(service, targets, alias);
            waits.addAll(targets);
        }
        service.remove("links");
        LinkOrder.wait(service, waits.stream().filter(w -> !w.equals(service.name())).toList());
    }

    private boolean known(Draft service, Node.Scalar link) {
        var target = target(link.text());
        if (!parts.has(target)) {
            service.error("links", "UnknownService", "service " + Quote.of(target) + " is not declared", Nearest.hint(target, parts.containers().keySet()).orElse(""));
        }
        return parts.has(target);
    }

    /// Links to other stacks: there every stack was on one network, here each assembly has its own.
    private static void external(Draft service) {
        for (var link : service.items("external_links")) {
            service.warning("external_links", "NotHonoured", Quote.of(target(link.text())) + " is in another assembly, which has a network of its own",
                "declare both in one pair, or publish a port there and use the host's address");
        }
        service.remove("external_links");
    }

    /// The containers a name stands for. What is elsewhere is in the hosts files already, under its own name.
    private Set<String> targets(String name, int depth) {
        var targets = new LinkedHashSet<String>();
        if (parts.containers().containsKey(name)) {
            targets.add(name);
        } else if (parts.aliases().containsKey(name) && depth < DEEPEST) {
            parts.aliases().get(name).items("links").forEach(l -> targets.addAll(targets(target(l.text()), depth + 1)));
        }
        return targets;
    }

    private List<String> elsewhere(String name, int depth) {
        if (parts.externals().containsKey(name)) {
            return ExternalServices.addresses(parts.externals().get(name));
        }
        return parts.aliases().containsKey(name) && depth < DEEPEST
            ? parts.aliases().get(name).items("links").stream().flatMap(l -> elsewhere(target(l.text()), depth + 1).stream()).distinct().toList() : List.of();
    }

    private void name(Draft by, String name, Named meant) {
        var before = names.putIfAbsent(name, meant);
        var own = parts.containers().containsKey(name) && !meant.targets().equals(Set.of(name));
        if (own || before != null && !before.targets().equals(meant.targets())) {
            by.error("links", "Ambiguous", Quote.of(name) + " means " + String.join(", ", meant.targets()) + " here, but " + (own ? "there is a service of that name"
                : String.join(", ", before.targets()) + " in " + before.mark().file() + ", line " + before.mark().line())
                + "; on one network a name means the same to all", "give one of them another name, and use it");
            return;
        }
        meant.targets().forEach(t -> aliases.computeIfAbsent(t, _ -> new LinkedHashSet<>()).add(name));
        var addresses = by.name().equals(name) ? elsewhere(name, 0) : by.items("links").stream().filter(l -> l.text().endsWith(":" + name))
            .flatMap(l -> elsewhere(target(l.text()), 0).stream()).toList();
        if (!addresses.isEmpty()) {
            new ExternalServices(parts).hosts(name, addresses);
        }
    }

    private void balancer(Draft service, String target, Mark mark) {
        if (parts.balancers().containsKey(target)) {
            parts.findings().warning(mark, service.trail().to("links"), "NotHonoured", "load balancer " + Quote.of(target) + " is no container, so its name is not known inside",
                Optional.of("link to the service behind it"));
        }
    }

    /// A service on the host's own network is no member of the assembly's: its name leads to the host.
    private void onHost(Draft service, Set<String> targets, String alias) {
        for (var target : targets) {
            if (parts.containers().get(target).text("network_mode").equals("host") && !service.has("network_mode") && !service.has(Sidekicks.NETWORK_OF)) {
                service.append("extra_hosts", new ArrayList<>(new LinkedHashSet<>(List.of(target + "=host-gateway", alias + "=host-gateway"))));
            }
        }
    }

    private static void answer(Draft service, Set<String> further) {
        further.remove(service.name());
        if (further.isEmpty() || service.has("network_mode") || service.has(Sidekicks.NETWORK_OF)) {
            return;
        }
        var mark = service.mark();
        var attachment = new LinkedHashMap<String, Node.Entry>();
        attachment.put("aliases", new Node.Entry(mark, new Node.Sequence(mark, further.stream().<Node>map(a -> Node.Scalar.text(mark, a)).toList())));
        var networks = new HashMap<String, Node.Entry>();
        networks.put("default", new Node.Entry(mark, new Node.Mapping(mark, attachment)));
        service.put("networks", new Node.Mapping(mark, networks));
    }
}
