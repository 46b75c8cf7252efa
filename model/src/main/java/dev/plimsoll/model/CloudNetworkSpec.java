package dev.plimsoll.model;

import dev.plimsoll.model.machine.AddressRange;
import java.util.List;
import java.util.Optional;

/// A network of machines in a region. (The networks of an assembly are [NetworkSpec].) Cannot be changed once it is there, but for its name servers.
public record CloudNetworkSpec(
    @Doc("Region it is in.") String region,
    @Doc("Its addresses, such as 10.1.0.0/16; not needed when it is external.") String cidr,
    @Doc("Not ours: a network that the cloud calls so; never made nor removed.") Optional<String> external,
    @Doc("Address of the way out; the first one when not given.") Optional<String> gateway,
    @Doc("Addresses that are given to machines by hand, such as 10.1.0.10-10.1.0.99; any outside the dynamic ones when not given.") Optional<String> fixed,
    @Doc("Addresses that the cloud gives out, such as 10.1.0.100-10.1.0.250; all others when not given.") Optional<String> dynamic,
    @Doc("No way out of it and none in.") boolean isolated,
    @Doc("The cloud's network by which traffic leaves, and that floating IPs come from; its only one when not given.") Optional<String> upstream,
    @Doc("Machines in it may have floating IPs.") boolean floatingIps,
    @Doc("Addresses of name servers; the cloud's own when empty.") List<String> nameServers) implements Spec {

    public CloudNetworkSpec {
        Names.requireLabel("region", region);
        cidr = Values.text(cidr);
        external = Values.optional(external);
        gateway = Values.optional(gateway);
        fixed = Values.optional(fixed);
        dynamic = Values.optional(dynamic);
        upstream = Values.optional(upstream);
        nameServers = Values.list(nameServers);
        nameServers.forEach(AddressRange::address);
        if (external.isEmpty() || !cidr.isEmpty()) {
            requireInside(AddressRange.network(cidr), gateway, fixed, dynamic);
        }
        if (isolated && floatingIps) {
            throw new InvalidValue("floating IPs lead into a network, and an isolated one has no way in");
        }
        if (fixed.isPresent() && dynamic.isPresent() && AddressRange.span(fixed.get()).overlaps(AddressRange.span(dynamic.get()))) {
            throw new InvalidValue("the fixed addresses " + fixed.get() + " and the dynamic ones " + dynamic.get() + " overlap, so the cloud could give away what is meant for another");
        }
    }

    private static void requireInside(AddressRange network, Optional<String> gateway, Optional<String> fixed, Optional<String> dynamic) {
        gateway.map(AddressRange::address).ifPresent(g -> inside(network, g, "the gateway"));
        fixed.map(AddressRange::span).ifPresent(f -> inside(network, f, "the fixed range"));
        dynamic.map(AddressRange::span).ifPresent(d -> inside(network, d, "the dynamic range"));
    }

    private static void inside(AddressRange network, AddressRange part, String what) {
        if (!network.contains(part)) {
            throw new InvalidValue(what + " " + part + " is not in the network " + network);
        }
    }
}
