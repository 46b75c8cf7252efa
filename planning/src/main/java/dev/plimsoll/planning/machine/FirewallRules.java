package dev.plimsoll.planning.machine;

import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.machine.FirewallRule;
import dev.plimsoll.model.machine.FirewallRule.Direction;
import dev.plimsoll.model.machine.FirewallRule.Protocol;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Declared rules as clouds take them: one peer and one range of ports each.
public final class FirewallRules {
    private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");

    private FirewallRules() {}

    /// @param itself name of the firewall the rules belong to
    /// @param ids    the cloud's ids of other firewalls, by name; rules that name one without an id are left out
    public static Set<CloudRule> of(String itself, List<FirewallRule> declared, Map<String, String> ids) {
        var rules = new LinkedHashSet<CloudRule>();
        for (var rule : declared) {
            rule.ranges().forEach(range -> rules.add(rule(rule, new CloudRule.Peer.Range(range))));
            rule.firewalls().forEach(name -> {
                if (name.equals(itself)) {
                    rules.add(rule(rule, new CloudRule.Peer.Own()));
                } else if (ids.containsKey(name)) {
                    rules.add(rule(rule, new CloudRule.Peer.Members(ids.get(name))));
                }
            });
        }
        if (declared.stream().noneMatch(rule -> rule.direction() == Direction.OUT)) {
            EVERYWHERE.forEach(range -> rules.add(new CloudRule(Direction.OUT, Protocol.ANY, 0, 0, new CloudRule.Peer.Range(range))));
        }
        return rules;
    }

    private static CloudRule rule(FirewallRule rule, CloudRule.Peer peer) {
        return switch (rule.protocol()) {
            case ICMP, ANY -> new CloudRule(rule.direction(), rule.protocol(), 0, 0, peer);
            case TCP, UDP -> new CloudRule(rule.direction(), rule.protocol(), rule.port().orElse(1), rule.upTo().orElse(rule.port().orElse(65_535)), peer);
        };
    }
}
