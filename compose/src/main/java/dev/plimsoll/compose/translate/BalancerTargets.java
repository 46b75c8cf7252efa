package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.route.Selector;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a rule of one of Rancher's balancers leads: a service of this stack or another, a service elsewhere, or all that a selector picks.
final class BalancerTargets {
    private final String stack;
    private final Map<String, Section> services;
    private final Map<String, String> components;
    private final Map<String, Section.Item> externals;
    private final Section root;

    /// @param stack      name of the assembly
    /// @param services   sections by name
    /// @param components names of their components
    BalancerTargets(String stack, Map<String, Section> services, Map<String, String> components, Section root) {
        this.stack = stack;
        this.services = services;
        this.components = components;
        this.externals = root.named("external_services");
        this.root = root;
    }

    /// @param host empty: any
    /// @param path empty: any
    record Found(String host, String path, List<Target> targets) {}

    List<Found> of(Section rule) {
        var host = rule.text("hostname").orElse("").strip();
        var path = rule.text("path").orElse("").strip();
        var service = rule.text("service").filter(s -> !s.isBlank());
        var selector = rule.text("selector").filter(s -> !s.isBlank());
        if (service.isPresent() && selector.isPresent()) {
            rule.error("selector", "Contradiction", "a rule has a service or a selector, not both", "remove one of them");
            return List.of();
        }
        if (selector.isPresent()) {
            return selected(rule, selector.get(), host, path);
        }
        if (service.isEmpty()) {
            rule.error("service", "NoTarget", "the rule leads nowhere", "name a service, or a selector");
            return List.of();
        }
        return List.of(new Found(host, path, named(rule, service.get().strip())));
    }

    private List<Target> named(Section rule, String service) {
        int slash = service.indexOf('/');
        var other = slash < 0 ? "" : service.substring(0, slash);
        var name = service.substring(slash + 1);
        var port = rule.whole("target_port");
        if (!other.isEmpty() && !Names.toLabel(other).equals(stack)) {
            return rule.made(() -> new Target(Optional.of(Names.toLabel(name)), Optional.of(Names.toLabel(other)), port.orElse(0), null, 1, null)).stream().toList();
        }
        if (externals.containsKey(name)) {
            return elsewhere(rule, name, port);
        }
        if (!components.containsKey(name)) {
            rule.error("service", "UnknownService", "there is no service " + Quote.of(name) + " to lead to", Nearest.hint(name, components.keySet()).orElse(""));
            return List.of();
        }
        return component(rule, name, port).stream().toList();
    }

    private Optional<Target> component(Section rule, String service, Optional<Integer> port) {
        if (port.isEmpty()) {
            rule.error("target_port", "NoPort", "it is not said which port of " + Quote.of(service) + " it leads to", "add target_port");
            return Optional.empty();
        }
        return rule.made(() -> Target.of(components.get(service), port.get()));
    }

    private List<Target> elsewhere(Section rule, String name, Optional<Integer> port) {
        if (port.isEmpty()) {
            rule.error("target_port", "NoPort", "it is not said which port of " + Quote.of(name) + " it leads to", "add target_port");
            return List.of();
        }
        return root.section(externals.get(name)).stream().flatMap(external -> {
            var addresses = new ArrayList<>(external.texts("external_ips"));
            external.text("external_hostname").ifPresent(addresses::add);
            return addresses.stream();
        }).flatMap(address -> rule.made(() -> new Target(null, null, port.get(), Optional.of(address.strip()), 1, null)).stream()).toList();
    }

    /// Services picked by their labels. One with rules of its own says there how it is reached: host, path and port.
    private List<Found> selected(Section rule, String written, String host, String path) {
        var selector = rule.made(() -> Selector.parse(written));
        if (selector.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        services.forEach((name, service) -> {
            if (components.containsKey(name) && selector.get().selects(service.pairs("labels"))) {
                var own = service.section("lb_config").map(c -> c.items("port_rules").stream().flatMap(i -> c.section(i).stream()).toList()).orElse(List.of());
                if (own.isEmpty()) {
                    found.add(new Found(host, path, component(rule, name, rule.whole("target_port")).stream().toList()));
                }
                own.forEach(o -> found.add(new Found(o.text("hostname").map(String::strip).filter(h -> !h.isEmpty()).orElse(host), o.text("path").filter(p -> !p.isBlank()).orElse(path),
                    component(rule, name, o.whole("target_port").or(() -> rule.whole("target_port"))).stream().toList())));
            }
        });
        if (found.isEmpty()) {
            rule.warning("selector", "NotRouted", "no service of this stack has these labels, and those of other stacks are not seen here; the rule leads nowhere", "declare a Route for the others");
        } else {
            rule.findings().notice(rule.mark("selector"), rule.trail().to("selector"), "Approximated", "only services of this stack are picked");
        }
        return found;
    }
}
