package dev.plimsoll.server;

import dev.plimsoll.bootstrap.HostFirewall;
import dev.plimsoll.bootstrap.HostFirewall.Protocol;
import dev.plimsoll.bootstrap.HostFirewall.Rule;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.store.Mirror;
import java.util.ArrayList;
import java.util.List;

/// A machine's own firewall, from the firewalls around it. It is made at the first boot and stays, so whoever is named by another firewall's name is
/// everybody in the machine's networks: addresses of peers are not known yet. The engine's port is always open, because it asks for a certificate.
record HostRules(Mirror mirror) {
    List<Rule> of(Resource machine) {
        var template = machine.spec(MachineSpec.class).template();
        var project = machine.metadata().project();
        var inside = template.networks().stream().flatMap(name -> mirror.get(new Key(Kind.NETWORK, project, name)).stream())
            .map(network -> network.spec(CloudNetworkSpec.class).cidr()).filter(cidr -> !cidr.isEmpty()).toList();
        var rules = new ArrayList<Rule>();
        rules.add(new Rule(Protocol.TCP, 2376, 2376, List.of()));
        if (!inside.isEmpty()) {
            // Nodes of a Swarm among themselves (https://docs.docker.com/engine/swarm/networking/).
            rules.add(new Rule(Protocol.TCP, 2377, 2377, inside));
            rules.add(new Rule(Protocol.TCP, 7946, 7946, inside));
            rules.add(new Rule(Protocol.UDP, 7946, 7946, inside));
            rules.add(new Rule(Protocol.UDP, 4789, 4789, inside));
        }
        template.firewalls().stream().flatMap(name -> mirror.get(new Key(Kind.FIREWALL, project, name)).stream())
            .flatMap(firewall -> firewall.spec(FirewallSpec.class).rules().stream())
            .filter(rule -> rule.direction() == FirewallRule.Direction.IN && rule.protocol() != FirewallRule.Protocol.ICMP)
            .forEach(rule -> rule(rule, inside, rules));
        return rules;
    }

    private static void rule(FirewallRule rule, List<String> inside, List<Rule> rules) {
        var from = new ArrayList<>(rule.ranges());
        if (!rule.firewalls().isEmpty()) {
            from.addAll(inside);
        }
        if (from.isEmpty()) {
            return;
        }
        int first = rule.port().orElse(1);
        rules.add(switch (rule.protocol()) {
            case TCP -> new Rule(Protocol.TCP, first, rule.upTo().orElse(rule.port().orElse(65_535)), from);
            case UDP -> new Rule(Protocol.UDP, first, rule.upTo().orElse(rule.port().orElse(65_535)), from);
            case ANY, ICMP -> new Rule(Protocol.ANY, 0, 0, from);
        });
    }
}
