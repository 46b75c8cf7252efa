package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Optional;

/// Traffic that a firewall lets through. What no rule lets in stays outside; everything may go out unless a rule says which may.
public record FirewallRule(
    @Doc(value = "in (default) or out.", otherwise = "in") Direction direction,
    @Doc(value = "tcp (default), udp, icmp or any.", otherwise = "tcp") Protocol protocol,
    @Doc("Port; all when not given.") Optional<Integer> port,
    @Doc("Last port, when a range is meant.") Optional<Integer> upTo,
    @Doc("Networks at the other end, such as 0.0.0.0/0 for everybody.") List<String> ranges,
    @Doc("Firewalls whose machines are at the other end; its own name means its own machines.") List<String> firewalls,
    @Doc("What it is for.") String note) {

    /// IN: to the machines. OUT: from them.
    public enum Direction { IN, OUT }

    /// What the packets carry. ANY: everything.
    public enum Protocol { TCP, UDP, ICMP, ANY }

    public FirewallRule {
        direction = Values.or(direction, Direction.IN);
        protocol = Values.or(protocol, Protocol.TCP);
        port = Values.optional(port);
        upTo = Values.optional(upTo);
        ranges = Values.list(ranges);
        firewalls = Values.list(firewalls);
        note = Values.text(note);
        ranges.forEach(AddressRange::network);
        firewalls.forEach(f -> Names.requireLabel("firewall", f));
        if (ranges.isEmpty() && firewalls.isEmpty()) {
            throw new InvalidValue("a firewall rule says who is at the other end: ranges (0.0.0.0/0 is everybody) or firewalls");
        }
        if (port.isPresent() && (protocol == Protocol.ICMP || protocol == Protocol.ANY)) {
            throw new InvalidValue("only tcp and udp have ports");
        }
        int first = port.orElse(1);
        int last = upTo.orElse(port.orElse(65_535));
        if (first < 1 || last > 65_535 || last < first || upTo.isPresent() && port.isEmpty()) {
            throw new InvalidValue("ports of a firewall rule are between 1 and 65535, the last one not before the first");
        }
    }
}
