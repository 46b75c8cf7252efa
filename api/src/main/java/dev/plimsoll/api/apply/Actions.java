package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.resources.Commits;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Permitted;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Small changes to an assembly that need no files: they edit its spec, and the controllers do the rest.
final class Actions {
    /// Label of a component with the time of its last restart. It is part of the definition, so a new value replaces the instances by policy.
    static final String RESTARTED_AT = Stamp.PREFIX + "restarted-at";

    private final VersionedStore store;
    private final Commits commits;
    private final Clock clock;

    Actions(VersionedStore store, Commits commits, Clock clock) {
        this.store = store;
        this.commits = commits;
        this.clock = clock;
    }

    /// @param replicas wanted numbers by component
    record Scale(Map<String, Integer> replicas) {
        Scale {
            if (replicas == null || replicas.isEmpty() || replicas.containsValue(null)) {
                throw new InvalidValue("replicas must name at least one component and its number, such as {\"web\": 3}");
            }
        }
    }

    /// @param components empty: all
    record Restart(List<String> components) {
        Restart {
            components = components == null ? List.of() : List.copyOf(components);
        }
    }

    Answer scale(Exchange exchange) throws Exception {
        var wanted = exchange.json(Scale.class, exchange.limits().document()).replicas();
        return edit(exchange, wanted.keySet(), (name, component) -> {
            component.group().sidekickOf().ifPresent(primary -> {
                throw Problem.of(ProblemCode.INVALID, name + " is a sidekick of " + primary + " and has as many instances as that one").hint("scale " + primary + " instead");
            });
            return component.withReplicas(wanted.get(name));
        });
    }

    Answer restart(Exchange exchange) throws Exception {
        var wanted = exchange.json(Restart.class, exchange.limits().document()).components();
        var now = clock.instant().toString();
        return edit(exchange, wanted, (_, component) -> {
            var labels = new LinkedHashMap<>(component.labels());
            labels.put(RESTARTED_AT, now);
            return component.withLabels(labels);
        });
    }

    private Answer edit(Exchange exchange, Collection<String> names, BiFunction<String, ComponentSpec, ComponentSpec> change) throws Exception {
        var key = Path.key(exchange, Kind.ASSEMBLY);
        return commits.repeated(() -> {
            var assembly = store.get(key).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " does not exist in project " + key.project()).about(key));
            Permitted.change(assembly);
            var changed = assembly.withSpec(edited(assembly, names, change));
            var write = new Write.Put(changed, Write.Expected.revision(assembly.metadata().revision()));
            return Reading.answer(200, commits.commit(List.of(write)).getFirst());
        });
    }

    private static AssemblySpec edited(Resource assembly, Collection<String> names, BiFunction<String, ComponentSpec, ComponentSpec> change) {
        var spec = assembly.spec(AssemblySpec.class);
        var components = new LinkedHashMap<>(spec.topology().components());
        for (var name : names.isEmpty() ? List.copyOf(components.keySet()) : names) {
            var component = components.get(name);
            if (component == null) {
                throw absent(assembly.key(), spec, name);
            }
            components.put(name, change.apply(name, component));
        }
        return spec.withTopology(spec.topology().withComponents(components));
    }

    private static Problem absent(Key assembly, AssemblySpec spec, String name) {
        var shown = name.length() > 63 ? name.substring(0, 63) + "…" : name;
        var problem = Problem.of(ProblemCode.INVALID, assembly.shortForm() + " declares no component '" + shown + "'").about(assembly);
        return problem.hint(Nearest.hint(name, spec.topology().components().keySet()).or(() -> spec.plan()
            .map(plan -> "components that come from plan/" + plan + " are changed there, or by declaring them in the assembly too"))
            .orElse("it has " + String.join(", ", spec.topology().components().keySet())));
    }
}
