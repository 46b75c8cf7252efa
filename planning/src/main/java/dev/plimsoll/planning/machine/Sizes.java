package dev.plimsoll.planning.machine;

import dev.plimsoll.model.FlavorSpec;
import dev.plimsoll.model.RegionStatus.Flavor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which of a cloud's sizes a flavour means.
public final class Sizes {
    private Sizes() {}

    /// @param wanted  as the template names it
    /// @param spec    the Flavor of that name; none: the name is the cloud's own
    /// @param offered by the cloud; empty where machines have no sizes
    /// @return the cloud's own name; none when nothing it offers is large enough
    public static Optional<String> of(String wanted, Optional<FlavorSpec> spec, String region, List<Flavor> offered) {
        if (spec.isEmpty() || offered.isEmpty() && !spec.get().names().containsKey(region)) {
            return Optional.of(spec.isEmpty() ? wanted : "");
        }
        var own = Optional.ofNullable(spec.get().names().get(region));
        return own.isPresent() ? own : offered.stream().filter(f -> f.cpus() >= spec.get().cpus() && f.memory() >= spec.get().memory() && f.disk() >= spec.get().disk()).min(SMALLEST).map(Flavor::name);
    }

    private static final Comparator<Flavor> SMALLEST = Comparator.comparingInt(Flavor::cpus).thenComparingLong(Flavor::memory).thenComparingLong(Flavor::disk).thenComparing(Flavor::name);
}
