package dev.plimsoll.controllers;

import dev.plimsoll.controllers.assembly.AssemblyController;
import dev.plimsoll.controllers.component.ComponentController;
import dev.plimsoll.controllers.project.StrayController;
import dev.plimsoll.loop.Controller;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The one list of controllers: what is started, stopped, simulated and shown.
public final class Controllers {
    /// Long enough for the largest image over a slow line.
    private static final Duration LONGEST_PULL = Duration.ofMinutes(30);

    private Controllers() {}

    public static List<Controller> all(Surroundings around) {
        return List.of(
            new Controller("component", Kind.COMPONENT, Set.of(Kind.COMPONENT), Controllers::itself, 16, Duration.ofMinutes(10), LONGEST_PULL,
                new ComponentController(around)),
            new Controller("assembly", Kind.ASSEMBLY, Set.of(Kind.ASSEMBLY, Kind.COMPONENT), Controllers::assembly, 4, Duration.ofMinutes(10),
                Duration.ofMinutes(5), new AssemblyController(around)),
            new Controller("project.strays", Kind.PROJECT, Set.of(Kind.PROJECT), Controllers::itself, 1, Duration.ofMinutes(2), Duration.ofMinutes(5),
                new StrayController(around)));
    }

    private static Set<Key> itself(Resource changed) {
        return Set.of(changed.key());
    }

    private static Set<Key> assembly(Resource changed) {
        return changed.kind() == Kind.ASSEMBLY ? itself(changed)
            : changed.metadata().owner().filter(o -> o.kind() == Kind.ASSEMBLY).map(o -> Set.of(o.key(changed.metadata().project()))).orElse(Set.of());
    }
}
