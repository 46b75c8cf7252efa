package dev.plimsoll.manifest.advice;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What an experienced operator would say about a declaration that is not wrong: about health checks, output, configuration, processes and
/// safety. Much of it is the "twelve-factor app" method, whose factors are named in the code that asks for them.
public final class Advice {
    private static final List<Consumer<Advised>> RULES = List.of(HealthAdvice::look, OutputAdvice::look, ConfigurationAdvice::look, ProcessAdvice::look, SafetyAdvice::look);

    private Advice() {}

    /// Warnings and notices, in the order of the resources; their paths name kind, resource and component.
    public static List<Finding> on(List<Resource> resources) {
        var findings = new ArrayList<Finding>();
        for (var resource : resources) {
            var path = resource.key().shortForm();
            switch (resource.spec()) {
                case AssemblySpec assembly -> topology(path, assembly.topology(), findings);
                case PlanSpec plan -> topology(path, plan.topology(), findings);
                case ComponentSpec component -> component(path, component, Topology.EMPTY, findings);
                default -> { }
            }
        }
        return findings;
    }

    private static void topology(String path, Topology topology, List<Finding> findings) {
        topology.components().forEach((name, component) -> component(path + "." + name, component, topology, findings));
    }

    private static void component(String path, ComponentSpec component, Topology topology, List<Finding> findings) {
        var advised = new Advised(path, component, topology);
        RULES.forEach(rule -> rule.accept(advised));
        findings.addAll(advised.findings());
    }
}
