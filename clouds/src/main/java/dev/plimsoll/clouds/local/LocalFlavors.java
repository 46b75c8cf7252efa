package dev.plimsoll.clouds.local;

import dev.plimsoll.model.RegionStatus.Flavor;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.util.List;
import java.util.stream.Collectors;

/// Sizes of local machines: limits on the processors and memory of their containers. A machine without a flavour has no limits. Disks have no sizes.
///
/// @param processors of the engine's host; the engine takes no container that wants more
/// @param memory     of the engine's host, in bytes
record LocalFlavors(int processors, long memory) {
    private static final List<Flavor> ALL = List.of(new Flavor("small", 1, 1L << 30, 0), new Flavor("medium", 2, 2L << 30, 0), new Flavor("large", 4, 4L << 30, 0),
        new Flavor("huge", 8, 16L << 30, 0));

    /// Those that fit on the engine's host.
    List<Flavor> offered() {
        return ALL.stream().filter(flavor -> flavor.cpus() <= processors && flavor.memory() <= memory).toList();
    }

    /// @throws CloudFailure.Absent `FlavorNotFound`
    Flavor named(String name) {
        return offered().stream().filter(flavor -> flavor.name().equals(name)).findFirst().orElseThrow(() -> new CloudFailure.Absent("FlavorNotFound",
            "this engine's host has no flavour " + name + "; it has " + offered().stream().map(Flavor::name).collect(Collectors.joining(", "))
                + ", and a machine without a flavour has no limits", null));
    }
}
