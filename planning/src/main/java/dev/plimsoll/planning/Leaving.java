package dev.plimsoll.planning;

import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What takes an assembly off an engine it is no longer to be on: its instances, and when those are gone its networks. Its volumes stay, because they hold data.
///
/// @param steps what to do next
/// @param left  how many instances are still there
/// @param done  whether nothing but volumes is left
public record Leaving(List<Step> steps, int left, boolean done) {
    private static final Duration GRACE = Duration.ofSeconds(10);

    public Leaving {
        steps = List.copyOf(steps);
    }

    /// @param ofAssembly whether a stamp is the assembly's
    /// @param why        such as `its assembly is on cluster/new now`
    public static Leaving of(Inventory seen, Predicate<Stamp> ofAssembly, String why) {
        var services = seen.services().orElse(List.of()).stream().filter(s -> ofAssembly.test(s.stamp())).toList();
        var instances = seen.instances().stream().filter(i -> ofAssembly.test(i.stamp())).toList();
        var networks = seen.networks().stream().filter(n -> ofAssembly.test(n.stamp())).toList();
        var steps = new ArrayList<Step>();
        services.forEach(s -> steps.add(new Step.RemoveService(s, why)));
        if (seen.services().isEmpty()) {
            instances.forEach(i -> steps.add(new Step.RemoveInstance(i, GRACE, why, false)));
        }
        // A service's instances end by themselves, after it.
        if (services.isEmpty() && instances.isEmpty()) {
            networks.forEach(n -> steps.add(new Step.RemoveNetwork(n, why)));
        }
        return new Leaving(steps, instances.size(), services.isEmpty() && instances.isEmpty() && networks.isEmpty());
    }
}
