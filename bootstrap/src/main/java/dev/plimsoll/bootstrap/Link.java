package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Optional;

/// A network interface with fixed settings, as a file of systemd-networkd that comes before the image's own.
///
/// @param match     its name or hardware address
/// @param addresses with the length of their networks; none: by DHCP
/// @param gateway   default route
/// @param resolvers addresses of name servers
/// @param mtu       largest packet in bytes; 0: the interface's own
public record Link(String match, List<String> addresses, Optional<String> gateway, List<String> resolvers, int mtu) {
    public Link {
        Rules.INTERFACE.require("an interface", match);
        addresses = Values.list(addresses);
        addresses.forEach(address -> Rules.RANGE.require("an address of interface " + match, address));
        gateway = Values.optional(gateway);
        gateway.ifPresent(address -> Rules.ADDRESS.require("the gateway of interface " + match, address));
        resolvers = Values.list(resolvers);
        resolvers.forEach(address -> Rules.ADDRESS.require("a name server of interface " + match, address));
        if (mtu != 0 && (mtu < 576 || mtu > 65_535)) {
            throw new InvalidValue("the MTU of interface " + match + " must be 576 to 65535, or 0 for its own, not " + mtu);
        }
    }

    BootFile file() {
        var text = new StringBuilder("[Match]\n").append(match.contains(":") ? "MACAddress=" : "Name=").append(match).append('\n');
        if (mtu > 0) {
            text.append("[Link]\nMTUBytes=").append(mtu).append('\n');
        }
        text.append("[Network]\nDHCP=").append(addresses.isEmpty() ? "yes" : "no").append('\n');
        addresses.forEach(address -> text.append("Address=").append(address).append('\n'));
        gateway.ifPresent(address -> text.append("Gateway=").append(address).append('\n'));
        resolvers.forEach(address -> text.append("DNS=").append(address).append('\n'));
        return new BootFile("/etc/systemd/network/05-plimsoll-" + match.replaceAll("[^A-Za-z0-9]", "-") + ".network", 0644, text.toString());
    }
}
