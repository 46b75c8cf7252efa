package dev.plimsoll.model;

import java.util.Optional;

/// An address that the world can reach and that stays when the machine behind it is replaced.
public record FloatingIpSpec(
    @Doc("Region it is in.") String region,
    @Doc("The cloud's network that it comes from; its only one when not given.") Optional<String> upstream,
    @Doc("Machine it leads to; none keeps the address for later.") Optional<String> machine) implements Spec {
    public FloatingIpSpec {
        Names.requireLabel("region", region);
        upstream = Values.optional(upstream);
        machine = Values.optional(machine);
        machine.ifPresent(name -> Names.requireLabel("machine", name));
    }
}
