package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network of an assembly on its engine.
public record NetworkSpec(
    @Doc("Name on the engine when it is not the computed one.") Optional<String> name,
    @Doc("Not ours: it must exist, is never made nor removed.") boolean external,
    @Doc("Driver, 'bridge' when not given.") Optional<String> driver,
    @Doc("Options of the driver.") Map<String, String> options,
    @Doc("No way out of it.") boolean internal,
    @Doc("Containers outside Plimsoll may attach to it.") boolean attachable,
    @Doc("IPv6 addresses too.") boolean ipv6,
    @Doc("Address ranges.") List<Subnet> subnets,
    @Doc("Labels on the engine's network.") Map<String, String> labels,
    @Doc("Who gives out addresses; the engine when not given.") Optional<String> addressDriver,
    @Doc("Options of who gives out addresses.") Map<String, String> addressOptions) {
    public static final NetworkSpec PLAIN = new NetworkSpec(null, false, null, null, false, false, false, null, null);

    public NetworkSpec {
        name = Values.optional(name);
        driver = Values.optional(driver);
        options = Values.map(options);
        subnets = Values.list(subnets);
        labels = Values.map(labels);
        addressDriver = Values.optional(addressDriver);
        addressOptions = Values.map(addressOptions);
    }

    /// A network whose addresses the engine gives out.
    public NetworkSpec(Optional<String> name, boolean external, Optional<String> driver, Map<String, String> options, boolean internal, boolean attachable,
                       boolean ipv6, List<Subnet> subnets, Map<String, String> labels) {
        this(name, external, driver, options, internal, attachable, ipv6, subnets, labels, null, null);
    }

    /// @param cidr    range, such as 10.9.0.0/24
    /// @param gateway address of the gateway
    /// @param range   part of the range that containers get addresses from
    /// @param reserved addresses set aside for others, by their names
    public record Subnet(@Doc("Range as CIDR.") String cidr, @Doc("Gateway's address.") Optional<String> gateway,
                         @Doc("Part of it for containers, as CIDR.") Optional<String> range,
                         @Doc("Addresses set aside, by name.") Map<String, String> reserved) {
        public Subnet {
            cidr = Values.text(cidr);
            gateway = Values.optional(gateway);
            range = Values.optional(range);
            reserved = Values.map(reserved);
        }

        /// A range with no addresses set aside.
        public Subnet(String cidr, Optional<String> gateway, Optional<String> range) {
            this(cidr, gateway, range, null);
        }
    }
}
