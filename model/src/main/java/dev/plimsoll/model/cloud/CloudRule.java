package dev.plimsoll.model.cloud;

import dev.plimsoll.model.machine.FirewallRule.Direction;
import dev.plimsoll.model.machine.FirewallRule.Protocol;

/// One rule of a firewall as a cloud takes it: one peer, one range of ports. Equal rules are the same rule, so that what is declared and what is there can be compared as sets.
///
/// @param first first port; 0 for icmp and any, which have none
/// @param last  last port; 0 for icmp and any
public record CloudRule(Direction direction, Protocol protocol, int first, int last, Peer peer) {

    /// Who is at the other end.
    public sealed interface Peer {
        /// A network, such as 10.0.0.0/8.
        record Range(String cidr) implements Peer {}

        /// Machines behind another firewall, by the cloud's id of it.
        record Members(String firewall) implements Peer {}

        /// Machines behind the same firewall.
        record Own() implements Peer {}
    }
}
