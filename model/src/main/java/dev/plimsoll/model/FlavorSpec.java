package dev.plimsoll.model;

import java.util.Map;

/// A size of machine under a name of one's own, so that pools need not know what each cloud calls it.
public record FlavorSpec(
    @Doc("Processors, at least.") int cpus,
    @Doc(value = "Memory, at least.", unit = Doc.Unit.BYTES) long memory,
    @Doc(value = "Disk, at least.", unit = Doc.Unit.BYTES) long disk,
    @Doc("What the cloud of a region calls it, by the region's name; elsewhere the smallest one that is large enough is taken.") Map<String, String> names) implements Spec {
    public FlavorSpec {
        names = Values.map(names);
        if (cpus < 0 || memory < 0 || disk < 0) {
            throw new InvalidValue("a size cannot be negative");
        }
        if (cpus == 0 && memory == 0 && disk == 0 && names.isEmpty()) {
            throw new InvalidValue("a flavor says how large it is (cpus, memory, disk), or what clouds call it (names)");
        }
    }
}
