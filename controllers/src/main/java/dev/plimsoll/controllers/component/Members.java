package dev.plimsoll.controllers.component;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Who belongs to whose group. A sidekick names its primary; a primary knows its sidekicks by an annotation that its assembly writes, so that nobody
/// has to search, and the primary is looked at again when it gets another one.
public final class Members {
    /// Annotation of a primary with the names of its sidekicks.
    public static final String SIDEKICKS = "dev.plimsoll/sidekicks";

    private final Function<Key, Optional<Resource>> read;

    public Members(Function<Key, Optional<Resource>> read) {
        this.read = read;
    }

    /// What a component is in its group.
    public sealed interface Role {
        /// It leads one, be it of itself alone.
        record Leads(DeclaredGroup group) implements Role {}

        /// Another one leads it, and is looked after with it.
        record Follows(Key primary) implements Role {}

        /// It names a primary that cannot lead it.
        record Stray(Key primary, String sentence) implements Role {}
    }

    public Role role(Resource component) {
        var primary = primaryOf(component);
        if (primary.isEmpty()) {
            var group = new ArrayList<>(List.of(component));
            sidekicks(component).flatMap(key -> read.apply(key).stream()).filter(s -> !s.metadata().deleting() && primaryOf(s).equals(Optional.of(component.key())))
                .forEach(group::add);
            return new Role.Leads(new DeclaredGroup(group));
        }
        var leader = read.apply(primary.get()).filter(l -> !l.metadata().deleting());
        if (leader.isEmpty() || primaryOf(leader.get()).isPresent()) {
            return new Role.Stray(primary.get(), leader.isEmpty() ? "there is no " + primary.get().shortForm() + " it could be a sidekick of"
                : primary.get().shortForm() + " is a sidekick itself; name its primary instead");
        }
        return sidekicks(leader.get()).anyMatch(component.key()::equals) ? new Role.Follows(primary.get())
            : new Role.Stray(primary.get(), primary.get().shortForm() + " does not know it as its sidekick; both have to belong to one assembly");
    }

    /// The component whose sidekick it is; none when it is nobody's.
    public static Optional<Key> primaryOf(Resource component) {
        return component.spec(ComponentSpec.class).group().sidekickOf()
            .map(primary -> Naming.component(component.metadata().project(), assembly(component), primary));
    }

    /// Names of the sidekicks of each primary, ready for the annotation.
    public static Map<String, String> sidekicks(Map<String, ComponentSpec> components) {
        var sidekicks = new TreeMap<String, String>();
        new TreeMap<>(components).forEach((name, spec) -> spec.group().sidekickOf().filter(components::containsKey)
            .ifPresent(primary -> sidekicks.merge(primary, name, (a, b) -> a + "," + b)));
        return sidekicks;
    }

    private static Stream<Key> sidekicks(Resource primary) {
        return Stream.of(primary.metadata().annotations().getOrDefault(SIDEKICKS, "").split(",")).filter(name -> !name.isEmpty())
            .map(name -> Naming.component(primary.metadata().project(), assembly(primary), name));
    }

    private static String assembly(Resource component) {
        return component.metadata().owner().filter(o -> o.kind() == Kind.ASSEMBLY).map(o -> o.name()).orElse("");
    }
}
