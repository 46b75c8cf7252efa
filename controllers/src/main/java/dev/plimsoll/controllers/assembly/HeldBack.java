package dev.plimsoll.controllers.assembly;

import dev.plimsoll.loop.Run;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Automatic rollback: a component whose update failed is held at what it was in the last level release, image and contents of configs and secrets
/// included, until the assembly is declared anew. The rest of the release stays.
final class HeldBack {
    private final Mirror mirror;
    private final Releases releases;

    HeldBack(Mirror mirror, Releases releases) {
        this.mirror = mirror;
        this.releases = releases;
    }

    /// @param specs   what held components are to be instead, by name
    /// @param failure why, as the first of them said when it failed; none when nothing is held
    /// @param release they are held at
    record Held(Map<String, ComponentSpec> specs, Optional<Condition> failure, int release) {

        /// What the components are to be: those declared, with the held ones as they were. A sidekick that a held primary did not have then is left out: they would
        /// be replaced together, and the primary is not to be touched.
        Map<String, ComponentSpec> over(Topology declared) {
            var components = new LinkedHashMap<String, ComponentSpec>();
            declared.components().forEach((name, spec) -> {
                boolean late = !specs.containsKey(name) && spec.group().sidekickOf().filter(specs::containsKey).isPresent();
                if (!late) {
                    components.put(name, specs.getOrDefault(name, spec));
                }
            });
            return components;
        }
    }

    Held of(Resource assembly, Topology topology, int release, Run run) {
        var before = assembly.status(AssemblyStatus.class);
        var held = new LinkedHashMap<String, ComponentSpec>();
        var failure = Optional.<Condition>empty();
        int level = before.levelRelease();
        if (level == 0 || level == release) {
            return new Held(held, failure, level);
        }
        var good = releases.spec(assembly, level);
        if (good.filter(g -> !g.cluster().equals(assembly.spec(AssemblySpec.class).cluster())).isPresent()) {
            // It still runs as it was, on the engine it is being moved from.
            return new Held(held, failure, level);
        }
        if (before.release() == release) {
            before.heldBack().forEach(name -> good.flatMap(g -> pinned(assembly, g.topology(), level, name)).ifPresent(spec -> held.put(name, spec)));
            failure = before.condition(ComponentStatus.UPDATE_FAILED);
        }
        for (var entry : topology.components().entrySet()) {
            var name = entry.getKey();
            var failed = held.containsKey(name) ? Optional.<Condition>empty() : failed(assembly, name, entry.getValue());
            if (failed.isPresent()) {
                var spec = good.flatMap(g -> pinned(assembly, g.topology(), level, name));
                if (spec.isPresent()) {
                    run.step("hold " + name + " at release " + level + ": " + failed.get().sentence());
                    held.put(name, spec.get());
                    failure = failure.or(() -> failed);
                }
            }
        }
        return new Held(held, failure, level);
    }

    private Optional<Condition> failed(Resource assembly, String name, ComponentSpec declared) {
        if (declared.update().onFailure() != UpdatePolicy.OnFailure.ROLLBACK) {
            return Optional.empty();
        }
        return mirror.get(Naming.component(assembly.metadata().project(), assembly.metadata().name(), name))
            .filter(c -> c.spec().equals(declared) && c.status().observedGeneration() == c.metadata().generation())
            .flatMap(c -> c.status().condition(ComponentStatus.UPDATE_FAILED)).filter(Condition::holds);
    }

    private Optional<ComponentSpec> pinned(Resource assembly, Topology good, int release, String name) {
        return Optional.ofNullable(good.components().get(name)).map(spec ->
            spec.withPin(Optional.ofNullable(releases.digests(assembly, release).get(name)).or(spec::pin)));
    }
}
