package dev.plimsoll.model;

import dev.plimsoll.model.machine.AddressRange;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A number of equal machines. Each fills a slot, from 1, and is called after pool and slot: `web-2`.
public record PoolSpec(
    @Doc("manager, worker, satellite, router or standalone (default).") Optional<MachineRole> role,
    @Doc("Machines.") int count,
    @Doc("Region they are in.") String region,
    @Doc("Zones they are spread over, slot by slot; those of the region when empty.") List<String> zones,
    @Doc("Addresses in their first network, the first one for slot 1; the cloud gives them out when empty.") List<String> addresses,
    @Doc("What each is made from.") MachineTemplate template,
    @Doc(value = "Machines there may be beyond count while some are replaced; 1.", otherwise = "1") int surge,
    @Doc("What a changed template leads to: on_upgrade (default) waits for an Upgrade, rolling replaces machine after machine at once.") Replacement replacement) implements Spec {
    /// More than this is a typing error.
    public static final int MAX_COUNT = 5_000;
    private static final int LONGEST_NAME = Names.MAX_LENGTH - "-99999".length();

    /// ON_UPGRADE: machines of an older template stay until an Upgrade replaces them. ROLLING: they are replaced one after the other.
    public enum Replacement { ON_UPGRADE, ROLLING }

    public PoolSpec {
        role = Values.optional(role);
        zones = Values.list(zones);
        addresses = Values.list(addresses);
        template = Values.or(template, MachineTemplate.PLAIN);
        replacement = Values.or(replacement, Replacement.ON_UPGRADE);
        Names.requireLabel("region", region);
        if (count < 0 || count > MAX_COUNT) {
            throw new InvalidValue("a pool has between 0 and " + MAX_COUNT + " machines");
        }
        if (surge < 0 || surge > 100) {
            throw new InvalidValue("the surge of a pool is between 0 and 100");
        }
        if (!addresses.isEmpty() && addresses.size() < count) {
            throw new InvalidValue("a pool that names addresses needs one for each of its " + count + " machines, and has " + addresses.size());
        }
        var known = new HashSet<String>();
        addresses.forEach(address -> {
            AddressRange.address(address);
            if (!known.add(address)) {
                throw new InvalidValue("two machines of the pool would have the address " + address);
            }
        });
    }

    public MachineRole roleOrStandalone() {
        return role.orElse(MachineRole.STANDALONE);
    }

    public PoolSpec withCount(int changed) {
        return new PoolSpec(role, changed, region, zones, addresses, template, surge, replacement);
    }

    /// Says why a pool cannot be called so; none when it can.
    public static Optional<String> tooLong(String name) {
        return name.length() <= LONGEST_NAME ? Optional.empty() : Optional.of("the pool's name '" + name + "' is " + name.length() + " characters long; at most " + LONGEST_NAME
            + " are allowed, because its machines are named after it");
    }
}
