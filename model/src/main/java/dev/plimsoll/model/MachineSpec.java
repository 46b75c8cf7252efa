package dev.plimsoll.model;

import dev.plimsoll.model.machine.AddressRange;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import java.util.Optional;

/// One machine: of a pool, or declared by hand. What it is made from cannot be changed in place; a machine of another template, zone or address is another machine.
public record MachineSpec(
    @Doc("manager, worker, satellite, router or standalone (default).") Optional<MachineRole> role,
    @Doc("Region it is in.") String region,
    @Doc("Zone; in a static region the host. The cloud chooses when not given.") Optional<String> zone,
    @Doc("Address in its first network; the cloud gives one out when not given.") Optional<String> address,
    @Doc("Kept powered off.") boolean off,
    @Doc("What it is made from.") MachineTemplate template) implements Spec {
    public MachineSpec {
        role = Values.optional(role);
        zone = Values.optional(zone);
        address = Values.optional(address);
        template = Values.or(template, MachineTemplate.PLAIN);
        Names.requireLabel("region", region);
        address.ifPresent(AddressRange::address);
    }

    public MachineRole roleOrStandalone() {
        return role.orElse(MachineRole.STANDALONE);
    }
}
