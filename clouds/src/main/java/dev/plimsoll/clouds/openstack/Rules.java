package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.cloud.CloudRule.Peer;
import dev.plimsoll.model.machine.FirewallRule.Direction;
import dev.plimsoll.model.machine.FirewallRule.Protocol;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules as Neutron has them. Each is for one family of addresses, so that one of ours whose peer is a group is two of Neutron's.
final class Rules {
    private static final int LAST_PORT = 65_535;
    private static final String EVERYBODY = "0.0.0.0/0";
    private static final String EVERYBODY_6 = "::/0";

    private Rules() {}

    /// One of Neutron's, with what it means made plain, so that equal ones are equal however they were written.
    ///
    /// @param protocol icmp also for IPv6; any for all
    /// @param prefix   empty when the peer is a group
    /// @param group    empty when the peer is a network
    record Neutral(String direction, String family, String protocol, int first, int last, String prefix, String group) {
        /// What Neutron is told.
        Map<String, Object> document(String firewall) {
            var rule = new java.util.LinkedHashMap<String, Object>(Map.of("security_group_id", firewall, "direction", direction, "ethertype", family));
            if (!protocol.equals("any")) {
                rule.put("protocol", protocol.equals("icmp") && family.equals("IPv6") ? "ipv6-icmp" : protocol);
            }
            if (first > 0) {
                rule.put("port_range_min", first);
                rule.put("port_range_max", last);
            }
            rule.put(group.isEmpty() ? "remote_ip_prefix" : "remote_group_id", group.isEmpty() ? prefix : group);
            return rule;
        }

        /// As one of ours. What we have no word for shows as everything, so that nothing made by hand is overlooked.
        CloudRule rule(String firewall) {
            var known = protocol.matches("tcp|udp|icmp|any");
            var peer = group.isEmpty() ? new Peer.Range(prefix) : group.equals(firewall) ? new Peer.Own() : new Peer.Members(group);
            var towards = direction.equals("egress") ? Direction.OUT : Direction.IN;
            return known ? new CloudRule(towards, Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)), first, last, peer) : new CloudRule(towards, Protocol.ANY, 0, 0, peer);
        }
    }

    /// What Neutron needs for these rules of ours.
    static Set<Neutral> wanted(String firewall, Set<CloudRule> rules) {
        var wanted = new LinkedHashSet<Neutral>();
        rules.forEach(rule -> {
            switch (rule.peer()) {
                case Peer.Range(var cidr) -> wanted.add(neutral(rule, cidr.indexOf(':') >= 0 ? "IPv6" : "IPv4", cidr, ""));
                case Peer.Members(var group) -> both(wanted, rule, group);
                case Peer.Own() -> both(wanted, rule, firewall);
            }
        });
        return wanted;
    }

    private static void both(Set<Neutral> wanted, CloudRule rule, String group) {
        wanted.add(neutral(rule, "IPv4", "", group));
        wanted.add(neutral(rule, "IPv6", "", group));
    }

    private static Neutral neutral(CloudRule rule, String family, String prefix, String group) {
        return new Neutral(rule.direction() == Direction.OUT ? "egress" : "ingress", family, rule.protocol().name().toLowerCase(Locale.ROOT), rule.first(), rule.last(), prefix, group);
    }

    /// From Neutron's listing. No peer is everybody, no ports are all of them, and protocols may be numbers (https://docs.openstack.org/api-ref/network/v2/#security-group-rules-security-group-rules).
    static Neutral read(JsonNode rule) {
        var family = rule.path("ethertype").asText("IPv4");
        var protocol = switch (rule.path("protocol").asText("null").toLowerCase(Locale.ROOT)) {
            case "null", "any", "0", "" -> "any";
            case "tcp", "6" -> "tcp";
            case "udp", "17" -> "udp";
            case "icmp", "1", "ipv6-icmp", "icmpv6", "58" -> "icmp";
            case String other -> other;
        };
        boolean ports = protocol.equals("tcp") || protocol.equals("udp");
        // Ports of ICMP are types and codes: one that is narrowed is not ours.
        var narrowed = protocol.equals("icmp") && !rule.path("port_range_min").isNull() && rule.has("port_range_min");
        var group = text(rule, "remote_group_id").or(() -> text(rule, "remote_address_group_id")).orElse("");
        var prefix = group.isEmpty() ? text(rule, "remote_ip_prefix").orElse(family.equals("IPv6") ? EVERYBODY_6 : EVERYBODY) : "";
        return new Neutral(rule.path("direction").asText(), family, narrowed ? "icmp-type" : protocol, ports ? Math.max(1, rule.path("port_range_min").asInt(1)) : 0,
            ports ? rule.path("port_range_max").asInt(LAST_PORT) : 0, prefix, group);
    }

    private static Optional<String> text(JsonNode rule, String field) {
        return Optional.of(rule.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText).filter(t -> !t.isEmpty());
    }
}
