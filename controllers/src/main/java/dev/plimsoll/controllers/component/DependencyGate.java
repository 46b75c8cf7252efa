package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.GroupDefinition;
import dev.plimsoll.planning.Naming;
import java.util.Optional;
import java.util.function.Function;

/// Whether the components that a group depends on are so far that its instances may start.
final class DependencyGate {
    private final Function<Key, Optional<Resource>> read;

    DependencyGate(Function<Key, Optional<Resource>> read) {
        this.read = read;
    }

    /// What is waited for.
    record Closed(Key key, String sentence) {}

    /// @return none when it may start
    Optional<Closed> closed(GroupDefinition wanted) {
        return wanted.members().stream().flatMap(member -> closed(member, wanted).stream()).findFirst();
    }

    /// What its own group does is a matter of the order in which a unit is started.
    private Optional<Closed> closed(Definition who, GroupDefinition group) {
        for (var dependency : who.spec().dependsOn()) {
            if (group.member(dependency.component()).isPresent()) {
                continue;
            }
            var key = Naming.component(who.project(), who.assembly(), dependency.component());
            var other = read.apply(key);
            if (other.isEmpty() && !dependency.required()) {
                continue;
            }
            if (other.filter(o -> fulfilled(o, dependency.until())).isEmpty()) {
                return Optional.of(new Closed(key, "waits for " + dependency.component() + " to " + verb(dependency.until())));
            }
        }
        return Optional.empty();
    }

    private static boolean fulfilled(Resource other, ComponentSpec.Dependency.Until until) {
        var status = other.status(ComponentStatus.class);
        if (status.observedGeneration() != other.metadata().generation() || !Location.told(other)) {
            return false;
        }
        return switch (until) {
            case STARTED -> !status.instances().isEmpty() && status.instances().stream()
                .allMatch(i -> i.state().equals("running") || i.state().equals("completed") || i.state().equals("starting"))
                || other.spec(ComponentSpec.class).replicas() == 0;
            case HEALTHY -> status.level();
            case COMPLETED -> status.level() && status.instances().stream().allMatch(i -> i.state().equals("completed"));
        };
    }

    private static String verb(ComponentSpec.Dependency.Until until) {
        return switch (until) {
            case STARTED -> "start";
            case HEALTHY -> "be healthy";
            case COMPLETED -> "complete";
        };
    }
}
