package dev.plimsoll.planning;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.Topology;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an assembly comes to when its plan is instantiated: the plan's topology with parameters filled in, overlaid by the assembly's own
/// parts, every component told which environment it gets.
public final class EffectiveTopology {
    private EffectiveTopology() {}

    /// @param plan the plan the assembly names, when there is one
    public static Topology of(AssemblySpec assembly, Optional<PlanSpec> plan) {
        if (plan.isEmpty() && assembly.environment().isEmpty()) {
            return assembly.topology();
        }
        var fromPlan = plan.map(p -> Parameters.fill(p, assembly.parameters())).orElse(Topology.EMPTY);
        var components = new LinkedHashMap<String, ComponentSpec>();
        overlay(fromPlan.components(), assembly.topology().components()).forEach((name, c) ->
            components.put(name, c.environmentFrom().isPresent() ? c : c.withEnvironmentFrom(assembly.environment())));
        return new Topology(components, overlay(fromPlan.networks(), assembly.topology().networks()),
            overlay(fromPlan.volumes(), assembly.topology().volumes()), overlay(fromPlan.routes(), assembly.topology().routes()));
    }

    /// Parameters the plan asks for and the assembly does not give.
    public static Set<String> unanswered(AssemblySpec assembly, PlanSpec plan) {
        var open = new LinkedHashSet<String>();
        plan.parameters().forEach((name, p) -> {
            if (p.byDefault().isEmpty() && !assembly.parameters().containsKey(name)) {
                open.add(name);
            }
        });
        return open;
    }

    private static <V> Map<String, V> overlay(Map<String, V> below, Map<String, V> above) {
        if (below.isEmpty()) {
            return above;
        }
        var both = new LinkedHashMap<>(below);
        both.putAll(above);
        return both;
    }
}
