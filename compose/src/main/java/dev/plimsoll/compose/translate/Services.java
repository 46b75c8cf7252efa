package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The services of a project: which are enabled, what they are called, who links to and waits for whom.
final class Services {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");

    private final Section root;
    private final Map<String, Section> enabled = new LinkedHashMap<>();
    private final Set<String> disabled = new HashSet<>();
    private final Map<String, String> components = new LinkedHashMap<>();

    Services(Set<String> profiles, String assembly, Section root) {
        this.root = root;
        var taken = new HashMap<String, String>();
        root.named("services").forEach((name, item) -> root.section(item).ifPresent(section -> {
            var wanted = root.honours(Place.SERVICE, "profiles") ? section.texts("profiles") : List.<String>of();
            if (!wanted.isEmpty() && !profiles.contains("*") && wanted.stream().noneMatch(profiles::contains)) {
                disabled.add(name);
                return;
            }
            component(name, assembly, item, taken).ifPresent(label -> {
                components.put(name, label);
                enabled.put(name, section.checked(Place.SERVICE));
            });
        }));
    }

    Map<String, Section> enabled() {
        return enabled;
    }

    Neighbours neighbours(Set<String> networks, Set<String> volumes) {
        var aliases = new HashMap<String, List<String>>();
        var awaited = new HashSet<String>();
        var primaries = new HashMap<String, String>();
        enabled.forEach((own, service) -> {
            service.texts("sidekicks").forEach(sidekick -> primaries.put(sidekick, own));
            for (var link : service.items("links")) {
                var parts = link.node() instanceof Node.Scalar s ? s.text().split(":", 2) : new String[] {""};
                if (parts.length == 2) {
                    aliases.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
                }
            }
            service.named("depends_on").forEach((name, item) -> {
                if (item.node() instanceof Node.Mapping m && m.get("condition").orElse(m) instanceof Node.Scalar s && s.text().equals(Dependencies.COMPLETED)) {
                    awaited.add(name);
                }
            });
        });
        return new Neighbours(components, disabled, aliases, awaited, networks, volumes, primaries, NetworkLenders.of(enabled, root));
    }

    /// The component's name: the service's, changed as little as a DNS label asks. The pattern is the specification's.
    private Optional<String> component(String name, String assembly, Section.Item item, Map<String, String> taken) {
        var label = Names.toLabel(name);
        var wrong = wrong(name, label, assembly);
        if (wrong.isPresent()) {
            root.findings().error(item.node().mark(), item.trail(), "InvalidName", wrong.get());
            return Optional.empty();
        }
        var other = taken.putIfAbsent(label, name);
        if (other != null) {
            root.findings().error(item.node().mark(), item.trail(), "DuplicateName", "services " + Quote.of(other) + " and " + Quote.of(name)
                + " both become component " + Quote.of(label), Optional.of("rename one of them"));
            return Optional.empty();
        }
        if (!label.equals(name)) {
            root.findings().warning(item.node().mark(), item.trail(), "Renamed", Quote.of(name) + " is no DNS label; the component is called "
                + Quote.of(label) + " and answers to both names");
        }
        return Optional.of(label);
    }

    private static Optional<String> wrong(String name, String label, String assembly) {
        if (label.isEmpty()) {
            return Optional.of(Quote.of(name) + " has no letter or digit to name a component by");
        }
        if (!LEGAL.matcher(name).matches()) {
            return Optional.of(Quote.of(name) + " may hold only a-z, A-Z, 0-9, '_', '.' and '-'");
        }
        boolean tooLong = name.length() > Names.MAX_LENGTH || label.length() > Names.MAX_LENGTH - assembly.length() - 1;
        return tooLong ? Optional.of(Quote.of(name) + " is too long: with the assembly's name before it, a component's name has at most "
            + Names.MAX_LENGTH + " characters") : Optional.empty();
    }
}
