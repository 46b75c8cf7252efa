package dev.plimsoll.manifest.advice;

import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What an experienced operator would say about a declaration that is not wrong: about health checks, output, configuration, processes and
/// safety. Much of it is the "twelve-factor app" method, whose factors are named in the code that asks for them.
public final class Advice {
    private static final List<Consumer<Advised>> RULES = List.of(HealthAdvice::look, OutputAdvice::look, ConfigurationAdvice::look, ProcessAdvice::look, SafetyAdvice::look, RestartAdvice::look);

    private Advice() {}

    /// Warnings and notices, in the order of the resources; their paths name kind, resource and component, and they stand where the component does.
    public static List<Finding> on(Declaration declaration) {
        var findings = new ArrayList<Finding>();
        for (var resource : declaration.resources()) {
            var path = resource.key().shortForm();
            switch (resource.spec()) {
                case AssemblySpec assembly -> assembly.topology().components().forEach((name, component) ->
                    findings.addAll(component(new Advised(path + "." + name, component, assembly.topology(), assembly.dialect(), declaration.places()))));
                case PlanSpec plan -> plan.topology().components().forEach((name, component) ->
                    findings.addAll(component(new Advised(path + "." + name, component, plan.topology(), "", declaration.places()))));
                case ComponentSpec component -> findings.addAll(component(new Advised(path, component, Topology.EMPTY, "", declaration.places())));
                default -> { }
            }
        }
        return findings;
    }

    private static List<Finding> component(Advised advised) {
        RULES.forEach(rule -> rule.accept(advised));
        return advised.findings();
    }
}
