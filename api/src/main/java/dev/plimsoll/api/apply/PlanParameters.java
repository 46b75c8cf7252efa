package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.resources.ResourceText;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Finding.Severity;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.PlanSpec.Parameter;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.store.Mirror;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the questions of plans that assemblies name: by what was given with the request, else by what the assembly says, else by the plan's defaults. All that is
/// missing or wrong is said at once. Passwords go to the secret `<assembly>-parameters`; the assembly keeps only their place.
final class PlanParameters {
    private final Declaration declared;
    private final Map<String, String> given;
    private final Mirror mirror;
    private final List<Resource> resources = new ArrayList<>();
    private final List<Finding> findings;

    private PlanParameters(Declaration declared, Map<String, String> given, Mirror mirror) {
        this.declared = declared;
        this.given = given;
        this.mirror = mirror;
        this.findings = new ArrayList<>(declared.findings());
    }

    /// @param given values of this request by name
    /// @throws Problem 422 when answers are missing or wrong
    static Declaration answered(Declaration declared, Map<String, String> given, Mirror mirror) {
        if (declared.resources().stream().noneMatch(r -> r.spec() instanceof AssemblySpec a && a.plan().isPresent())) {
            return declared;
        }
        var parameters = new PlanParameters(declared, given, mirror);
        declared.resources().forEach(parameters::look);
        var first = parameters.findings.stream().filter(f -> f.severity() == Severity.ERROR).findFirst();
        if (first.isPresent()) {
            throw Problem.of(ProblemCode.INVALID, first.get().toString()).findings(parameters.findings);
        }
        return new Declaration(parameters.resources, parameters.findings, declared.needs(), declared.places());
    }

    private void look(Resource resource) {
        var plan = resource.spec() instanceof AssemblySpec assembly ? assembly.plan().flatMap(name -> plan(resource, name)) : Optional.<PlanSpec>empty();
        resources.add(plan.map(p -> answered(resource, p)).orElse(resource));
    }

    private Optional<PlanSpec> plan(Resource assembly, String name) {
        var key = new Key(Kind.PLAN, assembly.metadata().project(), name);
        return declared.resources().stream().filter(r -> r.key().equals(key)).findFirst().or(() -> mirror.get(key)).map(r -> r.spec(PlanSpec.class));
    }

    private Resource answered(Resource resource, PlanSpec plan) {
        var spec = resource.spec(AssemblySpec.class);
        var before = mirror.get(resource.key()).map(r -> r.spec(AssemblySpec.class).parameters()).orElse(Map.of());
        var secret = Names.toLabel(resource.metadata().name() + "-parameters");
        var values = new LinkedHashMap<>(spec.parameters());
        var passwords = new LinkedHashMap<String, String>();
        values.keySet().stream().filter(n -> !plan.parameters().containsKey(n)).forEach(n -> say(Severity.WARNING, "UnknownParameter", resource, n,
            "plan/" + spec.plan().orElseThrow() + " asks for no such parameter", Nearest.hint(n, plan.parameters().keySet())));
        plan.parameters().forEach((name, parameter) -> {
            Optional.ofNullable(given.get(name)).ifPresent(v -> values.put(name, v));
            if (parameter.type() == Parameter.Type.PASSWORD) {
                var place = Parameter.SECRET + secret + "/" + name;
                Optional.ofNullable(values.get(name)).or(parameter::byDefault).filter(v -> !v.startsWith(Parameter.SECRET)).ifPresentOrElse(v -> passwords.put(name, v),
                    () -> Optional.ofNullable(before.get(name)).filter(place::equals).ifPresent(_ -> passwords.put(name, ResourceText.HIDDEN)));
                if (passwords.containsKey(name)) {
                    values.put(name, place);
                }
                onlyWhole(resource, name, plan);
            }
            check(resource, name, parameter, values);
        });
        if (!passwords.isEmpty()) {
            resources.add(Resource.declared(Metadata.named(resource.metadata().project(), secret), new SecretSpec(passwords)));
        }
        return Resource.declared(resource.metadata(), spec.withParameters(values));
    }

    private void check(Resource resource, String name, Parameter parameter, Map<String, String> values) {
        var value = values.get(name);
        if (value == null && parameter.byDefault().isEmpty()) {
            say(Severity.ERROR, "RequiredParameter", resource, name, "must be set" + (parameter.description().isEmpty() ? "" : ": " + Quote.line(parameter.description())),
                Optional.of("set it with --set " + Quote.plain(name) + "=…, in a file given with --values, or under parameters of the assembly"));
        } else if (value != null && parameter.type() != Parameter.Type.PASSWORD) {
            parameter.wrong(value).ifPresent(why -> say(Severity.ERROR, "InvalidParameter", resource, name, Quote.of(value) + " " + why, Optional.empty()));
        }
    }

    /// Part of a longer text would have to be written into it, where everybody reads it.
    private void onlyWhole(Resource resource, String name, PlanSpec plan) {
        var place = "${" + name + "}";
        plan.topology().components().forEach((component, c) -> {
            var texts = new ArrayList<>(List.of(c.image()));
            c.process().command().ifPresent(texts::addAll);
            c.process().entrypoint().ifPresent(texts::addAll);
            texts.addAll(c.labels().values());
            c.environment().values().stream().filter(v -> !v.equals(place)).forEach(texts::add);
            if (texts.stream().anyMatch(t -> t.contains(place))) {
                say(Severity.ERROR, "SecretShown", resource, name, "a password can only be a whole variable of a component, but " + component + " uses it elsewhere",
                    Optional.of("give it to the program as a variable of its own"));
            }
        });
    }

    private void say(Severity severity, String code, Resource resource, String name, String sentence, Optional<String> hint) {
        findings.add(new Finding(severity, code, "", 0, 0, resource.key() + ".parameters." + Quote.plain(name), sentence, hint));
    }
}
