package dev.plimsoll.bootstrap;

import dev.plimsoll.model.Values;
import java.util.List;

/// What may reach the machine itself, for nftables. Established connections, loopback, ICMP and DHCP's answers always may; everything not named is dropped. Published
/// ports of containers are forwarded, not the machine's own: the engine opens those.
///
/// @param rules what may come in
public record HostFirewall(List<Rule> rules) {
    public HostFirewall {
        rules = Values.list(rules);
    }

    /// @param protocol tcp or udp
    /// @param port     the machine's
    /// @param from     ranges it may come from; none: anywhere
    public record Rule(Protocol protocol, int port, List<String> from) {
        public Rule {
            Rules.port("a firewall's rule", port);
            from = Values.list(from);
            from.forEach(range -> Rules.RANGE.require("a source of a firewall's rule", range));
        }
    }

    public enum Protocol { TCP, UDP }

    BootFile file() {
        var text = new StringBuilder("""
            table inet plimsoll
            delete table inet plimsoll
            table inet plimsoll {
              chain input {
                type filter hook input priority 0; policy drop;
                ct state established,related accept
                iif lo accept
                meta l4proto { icmp, ipv6-icmp } accept
                ip6 saddr fe80::/10 udp dport 546 accept
            """);
        rules.forEach(rule -> text.append(lines(rule)));
        return new BootFile(Equipment.OWN_FOLDER + "firewall.nft", 0600, text.append("  }\n}\n").toString());
    }

    private static String lines(Rule rule) {
        var port = (rule.protocol == Protocol.TCP ? "tcp" : "udp") + " dport " + rule.port + " accept\n";
        if (rule.from.isEmpty()) {
            return "    " + port;
        }
        var lines = new StringBuilder();
        rule.from.forEach(range -> lines.append("    ").append(range.contains(":") ? "ip6" : "ip").append(" saddr ").append(range).append(' ').append(port));
        return lines.toString();
    }
}
