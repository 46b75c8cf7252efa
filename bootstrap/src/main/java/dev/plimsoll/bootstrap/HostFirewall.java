package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Locale;

/// What may reach the machine and what its containers publish, for nftables. Established connections, loopback, ICMP and DHCP's answers always may;
/// everything else that is not named is dropped.
///
/// @param rules what may come in
public record HostFirewall(List<Rule> rules) {
    public HostFirewall {
        rules = Values.list(rules);
    }

    /// @param protocol what the packets carry; ANY has no ports
    /// @param first    port
    /// @param last     port
    /// @param from     ranges it may come from; none: anywhere
    public record Rule(Protocol protocol, int first, int last, List<String> from) {
        public Rule {
            if (protocol != Protocol.ANY) {
                Rules.port("a firewall's rule", first);
                Rules.port("a firewall's rule", last);
            }
            if (last < first) {
                throw new InvalidValue("a firewall's rule ends with port " + last + " before it begins with " + first);
            }
            from = Values.list(from);
            from.forEach(range -> Rules.RANGE.require("a source of a firewall's rule", range));
        }

        private List<String> sources() {
            return from.isEmpty() ? List.of("") : from.stream().map(range -> (range.contains(":") ? "ip6" : "ip") + " saddr " + range + " ").toList();
        }

        private String ports() {
            return first == last ? "" + first : first + "-" + last;
        }
    }

    /// With their numbers (IANA): small images lack the file that knows names.
    public enum Protocol {
        TCP(6), UDP(17), ANY(0);

        private final int number;

        Protocol(int number) {
            this.number = number;
        }
    }

    /// Docker sends what is published on to containers, past the chain of the machine's own ports; what it sends on is asked for the port that was called, before
    /// Docker changed it. A neighbour may also send straight to a container's address, which nobody publishes.
    public String text() {
        var text = new StringBuilder("""
            table inet plimsoll
            delete table inet plimsoll
            table inet plimsoll {
              chain input {
                type filter hook input priority 0; policy drop;
                ct state established,related accept
                iif lo accept
                meta l4proto { 1, 58 } accept
                ip6 saddr fe80::/10 udp dport 546 accept
            """);
        rules.forEach(rule -> rule.sources().forEach(source -> text.append("    ").append(source)
            .append(rule.protocol == Protocol.ANY ? "" : word(rule) + " dport " + rule.ports() + " ").append("accept\n")));
        text.append("""
              }
              chain published {
            """);
        rules.forEach(rule -> rule.sources().forEach(source -> text.append("    ").append(source)
            .append(rule.protocol == Protocol.ANY ? "" : "meta l4proto " + rule.protocol.number + " ct original proto-dst " + rule.ports() + " ").append("accept\n")));
        return text.append("""
                drop
              }
              chain forward {
                type filter hook forward priority -10; policy accept;
                ct state established,related accept
                iifname { "docker*", "br-*", "veth*" } accept
                ct status dnat goto published
                oifname { "docker*", "br-*", "veth*" } drop
              }
            }
            """).toString();
    }

    BootFile file() {
        return new BootFile(Equipment.OWN_FOLDER + "firewall.nft", 0600, text());
    }

    private static String word(Rule rule) {
        return rule.protocol.name().toLowerCase(Locale.ROOT);
    }
}
