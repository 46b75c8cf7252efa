package dev.plimsoll.server;

import dev.plimsoll.bootstrap.HostFirewall.Protocol;
import dev.plimsoll.bootstrap.HostFirewall.Rule;
import dev.plimsoll.controllers.ingress.Routers;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.AddressRange;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A machine's own firewall, from the firewalls around it as they are declared now, and the machines behind them as they are there now. The engine's port is always open, because it asks for a
/// certificate. The ports that a cluster's machines publish for routes are open to its routers and to the control plane, and to nobody else.
///
/// @param url where machines reach the control plane
record HostRules(Mirror mirror, String url) {
    /// From here on an engine chooses host ports by itself.
    private static final int FIRST_CHOSEN = 32_768;

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
        var balancers = balancers(machine);
        if (!balancers.isEmpty()) {
            rules.add(new Rule(Protocol.TCP, FIRST_CHOSEN, 65_535, balancers));
        }
        template.firewalls().stream().flatMap(name -> mirror.get(new Key(Kind.FIREWALL, project, name)).stream())
            .flatMap(firewall -> firewall.spec(FirewallSpec.class).rules().stream())
            .filter(rule -> rule.direction() == FirewallRule.Direction.IN && rule.protocol() != FirewallRule.Protocol.ICMP)
            .forEach(rule -> rule(rule, project, rules));
        return rules;
    }

    private void rule(FirewallRule rule, String project, List<Rule> rules) {
        var from = new ArrayList<>(rule.ranges());
        rule.firewalls().forEach(name -> behind(project, name).forEach(from::add));
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

    /// The machines behind a firewall, in a stable order.
    private Stream<String> behind(String project, String firewall) {
        return mirror.list(Query.of(Kind.MACHINE).in(project)).stream().filter(m -> m.spec(MachineSpec.class).template().firewalls().contains(firewall)).flatMap(HostRules::addresses).sorted().distinct();
    }

    /// Who leads requests to instances on this machine: nobody, when it is of no cluster.
    private List<String> balancers(Resource machine) {
        var project = machine.metadata().project();
        var clusters = mirror.list(Query.of(Kind.CLUSTER).in(project)).stream().filter(c -> Routers.pool(machine).filter(c.spec(ClusterSpec.class).pools()::contains).isPresent()).map(Resource::key).toList();
        var routers = clusters.stream().flatMap(c -> Routers.pools(mirror, c).stream()).flatMap(pool -> Routers.of(mirror, project, pool)).flatMap(HostRules::addresses);
        return clusters.isEmpty() ? List.of() : Stream.concat(one(URI.create(url).getHost()).stream(), routers).sorted().distinct().toList();
    }

    private static Stream<String> addresses(Resource machine) {
        return machine.status(MachineStatus.class).addresses().stream().flatMap(address -> one(address).stream());
    }

    /// A range of this address alone; none when it is a name.
    private static Optional<String> one(String host) {
        try {
            var address = host.replaceAll("[\\[\\]]", "");
            AddressRange.address(address);
            return Optional.of(address + (address.contains(":") ? "/128" : "/32"));
        } catch (InvalidValue name) {
            return Optional.empty();
        }
    }
}
