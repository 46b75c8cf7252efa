package dev.plimsoll.model;

import dev.plimsoll.model.machine.LeftBehind;
import java.time.Instant;
import java.util.List;

/// What became of a region: what its cloud is, and what the credentials may do there.
public record RegionStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("What answers there, for people.") String version,
    @Doc("Whose account it is, for people.") String account,
    @Doc("What the credentials may do, such as machines or floating_ips.") List<String> abilities,
    @Doc("Zones of the cloud.") List<String> zones,
    @Doc("Sizes of machines that the cloud offers, at most 200.") List<Flavor> flavors,
    @Doc("Images that it offers, at most 200.") List<String> images,
    @Doc("What may be used and what is.") List<Quota> quotas,
    @Doc("When the cloud was last asked.") Instant asked,
    @Doc("Of ours, and nobody's: what a sweep found or the cloud refuses to take away.") List<LeftBehind> leftBehind) implements Status {
    /// The cloud answers and takes the credentials.
    public static final String REACHABLE = "Reachable";
    /// Nothing of ours is left that belongs to nobody.
    public static final String TIDY = "Tidy";

    public RegionStatus {
        conditions = Values.list(conditions);
        version = Values.text(version);
        account = Values.text(account);
        abilities = Values.list(abilities);
        zones = Values.list(zones);
        flavors = Values.list(flavors);
        images = Values.list(images);
        quotas = Values.list(quotas);
        asked = Values.or(asked, Instant.EPOCH);
        leftBehind = Values.list(leftBehind);
    }

    /// A size of machine as the cloud knows it.
    public record Flavor(@Doc("As the cloud calls it.") String name, @Doc("Processors.") int cpus, @Doc(value = "Memory.", unit = Doc.Unit.BYTES) long memory,
                         @Doc(value = "Disk.", unit = Doc.Unit.BYTES) long disk) {
        public Flavor {
            name = Values.text(name);
        }
    }

    /// @param limit -1 when there is none
    public record Quota(@Doc("Of what, such as machines, cores, memory.") String name, @Doc("At most; -1 is no limit.") long limit, @Doc("In use, by anybody.") long used) {
        public Quota {
            name = Values.text(name);
        }
    }
}
